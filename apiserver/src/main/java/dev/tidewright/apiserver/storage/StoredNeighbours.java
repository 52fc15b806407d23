package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.admission.Neighbours;
import dev.tidewright.apiserver.rendering.Renderer;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What admission sees beside an object: what is stored. Safe for many threads.
public final class StoredNeighbours implements Neighbours {
    private final Reading reading;
    private final Renderer renderer;

    public StoredNeighbours(Reading reading, Renderer renderer) {
        this.reading = reading;
        this.renderer = renderer;
    }

    @Override
    public Optional<ObjectNode> find(String kind, String namespace, String name) {
        return reading.find(kind, namespace, name).map(renderer::stored);
    }

    @Override
    public List<ObjectNode> list(String kind, String namespace) {
        return reading.snapshot(kind).all().stream()
                .filter(object ->
                        namespace.isEmpty() || object.meta().namespace().equals(namespace))
                .map(renderer::stored)
                .toList();
    }
}
