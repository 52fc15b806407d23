package dev.tidewright.apiserver.recorded;

import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.schemas.OpenApiSchema;
import dev.tidewright.apiserver.schemas.Schema;
import dev.tidewright.apiserver.schemas.Schemas;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One request to a real kube-apiserver with the object before it and the answer (README.md beside the recording).
public record Exchange(ObjectNode line) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<JsonNode> LINES = lines();

    /// Kubernetes' own kinds, and the custom ones of the recording.
    public static Schemas schemas() {
        Map<String, Schema> custom = new HashMap<>();
        for (JsonNode line : LINES) {
            if (line.has("schema")) {
                Schema schema = OpenApiSchema.ofResource(line.path("schema"), false);
                custom.put(
                        line.path("apiVersion").asString() + line.path("kind").asString(), schema);
            }
        }
        return (apiVersion, kind) -> Optional.ofNullable(custom.get(apiVersion + kind))
                .or(() -> Schemas.builtIn().find(apiVersion, kind));
    }

    public static List<Exchange> all(String verb) {
        List<Exchange> exchanges = new ArrayList<>();
        for (JsonNode line : LINES) {
            if (line.path("verb").asString("").equals(verb)) {
                exchanges.add(new Exchange((ObjectNode) line));
            }
        }
        return exchanges;
    }

    public ResourceType type() {
        String[] version = text("apiVersion").split("/");
        List<ResourceType.Subresource> subresources = new ArrayList<>();
        line.path("subresources")
                .forEach(name -> subresources.add(new ResourceType.Subresource(name.asString(), "", "", List.of())));
        return new ResourceType(
                version.length == 1 ? "" : version[0],
                version[version.length - 1],
                text("kind"),
                text("plural"),
                "",
                true,
                List.of(),
                List.of(),
                List.of(),
                subresources,
                "",
                text("apiVersion").startsWith("example.test/"));
    }

    public String text(String name) {
        return line.path(name).asString("");
    }

    public boolean succeeded() {
        return line.path("status").asInt() < 300;
    }

    /// Whether the document was understood, but what came of it broke a rule of the kind.
    public boolean failedValidation() {
        return answer().path("message").asString("").contains(" is invalid: ");
    }

    public Optional<ObjectNode> live() {
        return line.path("live") instanceof ObjectNode live ? Optional.of(live) : Optional.empty();
    }

    public JsonNode body() {
        return line.path("body");
    }

    /// The body as it was sent.
    public byte[] bytes() {
        JsonNode body = body();
        return (body.isString() ? body.stringValue() : body.toString()).getBytes(StandardCharsets.UTF_8);
    }

    public ObjectNode answer() {
        return (ObjectNode) line.path("answer");
    }

    @Override
    public String toString() {
        return text("case");
    }

    private static List<JsonNode> lines() {
        List<JsonNode> lines = new ArrayList<>(lines("exchanges.jsonl.gz"));
        lines.addAll(lines("walk.jsonl.gz"));
        return lines;
    }

    private static List<JsonNode> lines(String resource) {
        try (var in = Objects.requireNonNull(Exchange.class.getResourceAsStream(resource));
                var reader =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            return reader.lines().map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
