package dev.tidewright.core.objects;

/// A volume as far as scheduling and draining look at it.
///
/// @param source   the volume's type, as its field is named: `emptyDir`, `persistentVolumeClaim`, `hostPath`, …
/// @param claim    the claim's name for a persistent volume, else empty
/// @param medium   of an `emptyDir`: empty or `Memory`
/// @param disk     what an in-line disk is known by (`pdName`, `volumeID`, `image@pool`, `iqn`), else empty
/// @param readOnly whether an in-line disk is mounted for reading only
public record Volume(String name, String source, String claim, String medium, String disk, boolean readOnly) {
    public static Volume of(String name, String source) {
        return new Volume(name, source, "", "", "", false);
    }
}
