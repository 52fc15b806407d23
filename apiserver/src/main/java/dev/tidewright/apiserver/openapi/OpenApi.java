package dev.tidewright.apiserver.openapi;

import dev.tidewright.apiserver.answers.RawAnswer;
import dev.tidewright.apiserver.resources.ApiVersion;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers `/openapi/v3` with its documents, and `/openapi/v2`, as JSON. Loads each document when it is first asked
/// for.
///
/// Safe for many threads.
public final class OpenApi {
    private static final String JSON = "application/json";
    private static final String ROOT = "/openapi/v3";

    private final ResourceTypes types;
    private final CustomDocuments custom;
    private final Map<String, String> builtIn = Documents.index();
    private final ConcurrentHashMap<String, Made> made = new ConcurrentHashMap<>(); // one per version served

    @SuppressWarnings("ArrayRecordComponent")
    private record Made(long generation, byte[] body, String hash) {}

    public OpenApi(ResourceTypes types, CustomKinds kinds) {
        this.types = types;
        this.custom = new CustomDocuments(kinds);
    }

    /// @param path   without its query
    /// @param query the query as sent, where a `hash` may say that the client knows which document it wants
    /// @param accept the header as sent; only v2 is there in protobuf, and in outline
    /// @return empty where there is no such document
    public Optional<RawAnswer> answer(String path, String query, String accept) {
        if (path.equals(ROOT) || path.equals(ROOT + "/")) {
            return Optional.of(RawAnswer.of(JSON, bytes(index()), Optional.empty()));
        }
        if (path.equals("/openapi/v2") && ProtobufOutline.isAccepted(accept)) {
            return Optional.of(ProtobufOutline.answer());
        }
        if (path.equals("/openapi/v2")) {
            Made document = made("v2", () -> new SwaggerDocument(types, custom).document());
            return Optional.of(answer(document.body, false, document.hash, query));
        }
        return path.startsWith(ROOT + "/") ? document(path.substring(ROOT.length() + 1), query) : Optional.empty();
    }

    /// In JSON.
    public Optional<RawAnswer> answer(String path, String query) {
        return answer(path, query, "");
    }

    private Optional<RawAnswer> document(String name, String query) {
        String hash = builtIn.get(name);
        if (hash != null) {
            return Optional.of(answer(Documents.compressed(name), true, hash, query));
        }
        return types.versions().stream()
                .filter(version -> version.custom() && ("apis/" + version.name()).equals(name))
                .findFirst()
                .map(this::made)
                .map(document -> answer(document.body, false, document.hash, query));
    }

    private static RawAnswer answer(byte[] body, boolean compressed, String hash, String query) {
        boolean known = query.contains("hash=" + hash);
        return new RawAnswer(JSON, body, compressed, Optional.of('"' + hash + '"'), known);
    }

    private ObjectNode index() {
        Map<String, String> hashes = new TreeMap<>(builtIn);
        for (ApiVersion version : types.versions()) {
            if (version.custom()) {
                hashes.put("apis/" + version.name(), made(version).hash);
            }
        }
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        ObjectNode paths = index.putObject("paths");
        hashes.forEach(
                (name, hash) -> paths.putObject(name).put("serverRelativeURL", ROOT + "/" + name + "?hash=" + hash));
        return index;
    }

    private Made made(ApiVersion version) {
        return made(version.name(), () -> custom.document(version));
    }

    private Made made(String name, Supplier<ObjectNode> document) {
        long generation = types.generation();
        Made known = made.get(name);
        if (known != null && known.generation == generation) {
            return known;
        }
        byte[] body = bytes(document.get());
        Made fresh = new Made(generation, body, hash(body));
        made.put(name, fresh);
        return fresh;
    }

    private static byte[] bytes(ObjectNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(body);
            return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
