package dev.tidewright.apiserver.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The CustomResourceDefinitions that stand, and what they tell of their kinds. Keeps [ResourceTypes] in step.
///
/// Safe for many threads.
public final class CustomKinds {
    private static final String SHIPPED = "vertical-pod-autoscaler.json";
    private static final String OWN = "pod-autoscaler.json";

    private final ResourceTypes types;
    private volatile Map<String, CustomDefinition> definitions = Map.of();

    public CustomKinds(ResourceTypes types) {
        this.types = types;
    }

    /// The definitions that every cluster of this kind starts with: the VerticalPodAutoscaler's, as upstream writes
    /// them. They are yet to be admitted and stored.
    public static List<ObjectNode> shipped() {
        return definitions(SHIPPED);
    }

    /// The definition of Tidewright's own kind, PodAutoscaler.
    public static List<ObjectNode> own() {
        return definitions(OWN);
    }

    private static List<ObjectNode> definitions(String file) {
        try (InputStream in = Objects.requireNonNull(CustomKinds.class.getResourceAsStream(file), file)) {
            JsonNode items = JsonMapper.shared().readTree(in).path("items");
            return items.valueStream().map(ObjectNode.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Serves what a definition defines, in place of what it defined before.
    ///
    /// @param crd as stored
    public synchronized void put(ObjectNode crd) {
        CustomDefinition definition = CustomDefinition.of(crd);
        Map<String, CustomDefinition> next = new TreeMap<>(definitions);
        next.put(definition.name(), definition);
        definitions = next;
        types.addCustom(
                definition.name(),
                definition.versions().stream()
                        .filter(CustomVersion::served)
                        .map(CustomVersion::type)
                        .toList());
    }

    /// Serves it no longer; nothing where it was not served.
    ///
    /// @param name of the definition: `verticalpodautoscalers.autoscaling.k8s.io`
    public synchronized void remove(String name) {
        Map<String, CustomDefinition> next = new TreeMap<>(definitions);
        next.remove(name);
        definitions = next;
        types.removeCustom(name);
    }

    /// By name.
    public List<CustomDefinition> all() {
        return List.copyOf(definitions.values());
    }

    /// The version that a type was made from; empty where the type is built in or no longer there.
    public Optional<CustomVersion> find(ResourceType type) {
        if (!type.custom()) {
            return Optional.empty();
        }
        CustomDefinition definition = definitions.get(type.plural() + "." + type.group());
        return definition == null
                ? Optional.empty()
                : definition.versions().stream()
                        .filter(version -> version.type().version().equals(type.version()))
                        .findFirst();
    }
}
