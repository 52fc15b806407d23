package dev.tidewright.core.nodes.up;

import dev.tidewright.core.scheduling.ClusterPicture;

/// Where the next search for a node starts: after the last match, as if the first node had matched last before the
/// first
/// (upstream: `NewLastIndexOrderMapping(1)`). Not thread-safe.
final class Rotation {
    private int next = 1;

    int from(ClusterPicture picture) {
        return picture.slots() == 0 ? 0 : next % picture.slots();
    }

    void matched(int slot) {
        next = slot + 1;
    }
}
