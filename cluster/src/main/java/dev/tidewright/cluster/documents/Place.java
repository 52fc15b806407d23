package dev.tidewright.cluster.documents;

/// Where something was written.
///
/// @param file as the user named it; `-` for standard input
/// @param line from 1; 0 where the source has no lines
public record Place(String file, int line) {
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
