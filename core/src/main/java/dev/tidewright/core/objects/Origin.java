package dev.tidewright.core.objects;

/// What a document says beyond what decisions read: environment, commands, fields of kinds that nobody acts on.
///
/// An object and its copies carry it along, so that a world that speaks HTTP can tell the whole document again. No
/// decision reads it. It takes part in equality: a pod template with another environment is another template.
/// Implementations are immutable, compare by content and know their hash.
public interface Origin {
    /// Of an object that was made, not read.
    Origin NONE = None.NONE;

    /// Whether somebody must first agree before the object may go (`metadata.finalizers`).
    boolean isHeld();

    /// There is no document.
    enum None implements Origin {
        NONE;

        @Override
        public boolean isHeld() {
            return false;
        }
    }
}
