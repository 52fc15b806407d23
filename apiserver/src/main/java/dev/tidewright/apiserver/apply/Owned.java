package dev.tidewright.apiserver.apply;

/// What an owner owns.
///
/// @param apiVersion the version in which the fields are named
/// @param time       of the last change, as in the document; empty if it says none
record Owned(FieldSet fields, String apiVersion, String time) {
    Owned with(FieldSet other) {
        return new Owned(other, apiVersion, time);
    }
}
