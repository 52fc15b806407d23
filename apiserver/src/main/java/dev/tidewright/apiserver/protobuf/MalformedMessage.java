package dev.tidewright.apiserver.protobuf;

/// Bytes that are no message of the kind they claim to be.
final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMessage(String message) {
        super(message);
    }
}
