package dev.tidewright.core.objects;

/// A volume as far as scheduling and draining look at it.
///
/// @param source the volume's type, as its field is named: `emptyDir`, `persistentVolumeClaim`, `hostPath`, …
/// @param claim  the claim's name for a persistent volume, else empty
/// @param medium of an `emptyDir`: empty or `Memory`
public record Volume(String name, String source, String claim, String medium) {}
