package dev.tidewright.apiserver.subresources;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.apply.Act;
import dev.tidewright.apiserver.apply.FieldManagers;
import dev.tidewright.apiserver.apply.ScaleFields;
import dev.tidewright.apiserver.rendering.Renderer;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.storage.Reading;
import dev.tidewright.apiserver.storage.WriteOptions;
import dev.tidewright.apiserver.storage.Writing;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.pods.ScaleSelector;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `autoscaling/v1` Scale of the kinds that have one: built in, and custom ones by the paths that their definition
/// names. Safe for many threads.
public final class Scales {
    /// What a scale is, whatever it scales.
    public static final ResourceType TYPE = new ResourceType(
            "autoscaling",
            "v1",
            "Scale",
            "scales",
            "scale",
            true,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "",
            false);

    private static final String SUBRESOURCE = "scale";

    private final Reading reading;
    private final Writing writing;
    private final Renderer renderer;
    private final ScalePaths paths;
    private final FieldManagers managers;
    private final InstantSource clock;

    public Scales(
            Reading reading,
            Writing writing,
            Renderer renderer,
            ScalePaths paths,
            FieldManagers managers,
            InstantSource clock) {
        this.reading = reading;
        this.writing = writing;
        this.renderer = renderer;
        this.paths = paths;
        this.managers = managers;
        this.clock = clock;
    }

    public ObjectNode get(ResourceType type, String namespace, String name) {
        return scale(type, renderer.render(reading.get(type, namespace, name), type));
    }

    /// Writes `spec.replicas` as the changed scale says.
    ///
    /// @param change gets the scale as it is
    /// @throws ApiError 409 where the scale names another version, 422 for a count below 0
    public ObjectNode change(
            ResourceType type, String namespace, String name, UnaryOperator<ObjectNode> change, WriteOptions options) {
        return write(
                type,
                namespace,
                name,
                before -> managers.onUpdate(act(options), before, change.apply(before)),
                options);
    }

    /// Writes `spec.replicas` as the applied scale says.
    ///
    /// @throws ApiError 409 where another manager owns the count, unless `force`
    public ObjectNode apply(
            ResourceType type, String namespace, String name, ObjectNode applied, boolean force, WriteOptions options) {
        return write(
                type,
                namespace,
                name,
                before -> managers.onApply(act(options), Optional.of(before), applied, force),
                options);
    }

    private Act act(WriteOptions options) {
        return new Act(TYPE, SUBRESOURCE, options.manager(), clock.instant());
    }

    private ObjectNode write(
            ResourceType type, String namespace, String name, UnaryOperator<ObjectNode> change, WriteOptions options) {
        var owners = new ScaleFields(Map.of(type.apiVersion(), paths.of(type).replicas()), type.apiVersion());
        KubeObject changed = writing.change(
                type,
                namespace,
                name,
                live -> {
                    ObjectNode before = owners.toScale(live, scale(type, live));
                    ObjectNode after = change.apply(before);
                    return owners.toParent(live, scaled(type, live, before, after), after);
                },
                SUBRESOURCE,
                options);
        return scale(type, renderer.render(changed, type));
    }

    private ObjectNode scaled(ResourceType type, ObjectNode live, ObjectNode before, ObjectNode after) {
        String name = live.path("metadata").path("name").asString("");
        String version = after.path("metadata").path("resourceVersion").asString("");
        if (!version.isEmpty()
                && !version.equals(
                        before.path("metadata").path("resourceVersion").asString(""))) {
            throw Refusals.modified(type, name);
        }
        JsonNode replicas = after.path("spec").path("replicas");
        if (!replicas.isMissingNode() && !replicas.isNull() && !replicas.canConvertToInt()) {
            throw ApiError.badRequest("spec.replicas: expected a whole number, found " + replicas);
        }
        int count = replicas.asInt(0);
        if (count < 0) {
            String message = "Invalid value: " + count + ": must be greater than or equal to 0";
            throw new ApiError(
                            422,
                            "Invalid",
                            "Scale.autoscaling \"" + name + "\" is invalid: spec.replicas: " + message,
                            List.of(new ApiError.Cause("FieldValueInvalid", message, "spec.replicas")))
                    .about("autoscaling", "Scale", name);
        }
        return paths.of(type).withReplicas(live, count);
    }

    private ObjectNode scale(ResourceType type, ObjectNode live) {
        ScalePaths.Paths at = paths.of(type);
        JsonNode meta = live.path("metadata");
        ObjectNode scale = live.objectNode();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode own = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            if (meta.has(field)) {
                own.set(field, meta.get(field));
            }
        }
        ObjectNode spec = scale.putObject("spec");
        int wanted = at.replicas(live);
        if (wanted != 0) {
            spec.put("replicas", wanted);
        }
        ObjectNode status = scale.putObject("status").put("replicas", at.current(live));
        String selector = at.selector(live);
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return scale;
    }

    /// The text of a selector as a scale shows it.
    static String text(ScaleSelector selector) {
        return switch (selector) {
            case ScaleSelector.Parsed parsed -> parsed.text();
            case ScaleSelector.Missing missing -> "";
            case ScaleSelector.Malformed malformed -> malformed.text();
        };
    }
}
