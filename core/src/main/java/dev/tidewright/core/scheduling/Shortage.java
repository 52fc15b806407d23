package dev.tidewright.core.scheduling;

import dev.tidewright.core.units.Quantity;

/// A resource of which a node has less left than a pod asks for.
///
/// @param left what the pods on the node leave; may be below zero on a node that is overfull
public record Shortage(String resource, Quantity asked, Quantity left) {
    @Override
    public String toString() {
        return "asks " + asked + " " + resource + ", " + left + " left";
    }
}
