package dev.tidewright.apiserver.discovery;

import dev.tidewright.apiserver.answers.RawAnswer;
import dev.tidewright.apiserver.resources.ApiVersion;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// Answers `/api`, `/apis`, `/apis/GROUP`, `/api/v1`, `/apis/GROUP/VERSION` and `/version`.
///
/// `/api` and `/apis` come aggregated where the client accepts that. Answers are rendered once per state of the
/// registry. Safe for many threads.
public final class Discovery {
    private static final String JSON = "application/json";

    private final ResourceTypes types;
    private final LegacyDiscovery legacy;
    private final ConcurrentHashMap<String, Rendered> rendered = new ConcurrentHashMap<>(); // a few per group

    private record Rendered(long generation, RawAnswer answer) {}

    /// @param address where the server listens, e.g. `127.0.0.1:6443`
    public Discovery(ResourceTypes types, String address) {
        this.types = types;
        this.legacy = new LegacyDiscovery(address);
    }

    /// @param path   without its query
    /// @param accept the header as sent; empty where none was
    /// @return empty where the path is none of discovery's or its group or version is not served
    public Optional<RawAnswer> answer(String path, String accept) {
        String trimmed = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        if (trimmed.equals("/api") || trimmed.equals("/apis")) {
            Optional<String> aggregated = AggregatedDiscovery.version(accept);
            if (aggregated.isPresent()) {
                return Optional.of(aggregated(trimmed, aggregated.get()));
            }
        }
        long generation = types.generation();
        Rendered known = rendered.get(trimmed);
        if (known != null && known.generation == generation) {
            return Optional.of(known.answer);
        }
        Optional<RawAnswer> fresh = document(trimmed).map(tree -> RawAnswer.of(JSON, bytes(tree), Optional.empty()));
        fresh.ifPresent(answer -> rendered.put(trimmed, new Rendered(generation, answer)));
        return fresh;
    }

    private RawAnswer aggregated(String path, String version) {
        long generation = types.generation();
        String key = path + " " + version;
        Rendered known = rendered.get(key);
        if (known != null && known.generation == generation) {
            return known.answer;
        }
        List<ApiVersion> shown = types.versions().stream()
                .filter(served -> served.group().isEmpty() == path.equals("/api"))
                .toList();
        byte[] body = bytes(AggregatedDiscovery.document(version, shown));
        RawAnswer answer = RawAnswer.of(AggregatedDiscovery.contentType(version), body, Optional.of(etag(body)));
        rendered.put(key, new Rendered(generation, answer));
        return answer;
    }

    private Optional<ObjectNode> document(String path) {
        return switch (path) {
            case "/version" -> Optional.of(ServerVersion.document());
            case "/api" -> Optional.of(legacy.coreVersions());
            case "/apis" -> Optional.of(LegacyDiscovery.groups(types.versions()));
            default -> path.startsWith("/api") ? below(path) : Optional.empty();
        };
    }

    private Optional<ObjectNode> below(String path) {
        String[] parts = path.substring(1).split("/", -1);
        boolean core = parts[0].equals("api");
        if (parts.length < 2 || parts.length > (core ? 2 : 3) || !(core || parts[0].equals("apis"))) {
            return Optional.empty();
        }
        if (parts.length == 2 && !core) {
            List<ApiVersion> versions = types.versions().stream()
                    .filter(served -> served.group().equals(parts[1]))
                    .toList();
            return versions.isEmpty() ? Optional.empty() : Optional.of(LegacyDiscovery.group(versions));
        }
        String group = core ? "" : parts[1];
        return types.versions().stream()
                .filter(served ->
                        served.group().equals(group) && served.version().equals(parts[parts.length - 1]))
                .findFirst()
                .map(LegacyDiscovery::resources);
    }

    private static byte[] bytes(ObjectNode tree) {
        return (tree + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String etag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(body);
            return '"' + HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
