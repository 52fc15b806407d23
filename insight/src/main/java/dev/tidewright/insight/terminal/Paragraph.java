package dev.tidewright.insight.terminal;

/// Prose broken at spaces into lines of at most 100 columns.
final class Paragraph {
    private static final int WIDTH = 100;

    private Paragraph() {}

    /// `first` before the first line, as many spaces before the others.
    static String wrap(String first, String prose) {
        var text = new StringBuilder(first);
        String indent = " ".repeat(first.length());
        int column = first.length();
        for (String word : prose.split(" ")) {
            if (column + word.length() > WIDTH && column > indent.length()) {
                text.setLength(text.length() - 1);
                text.append('\n').append(indent);
                column = indent.length();
            }
            text.append(word).append(' ');
            column += word.length() + 1;
        }
        return text.toString().stripTrailing() + "\n";
    }
}
