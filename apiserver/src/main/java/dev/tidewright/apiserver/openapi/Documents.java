package dev.tidewright.apiserver.openapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Upstream's OpenAPI v3 documents as they lie in the jar, compressed, by path: `api/v1`, `apis/apps/v1`.
public final class Documents {
    private static final String FOLDER = "/openapi/";

    private Documents() {}

    /// Path and hash of every document, in the index's order.
    static Map<String, String> index() {
        Map<String, String> hashes = new LinkedHashMap<>();
        new String(bytes("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line ->
                        hashes.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        return hashes;
    }

    /// @param path one of the index
    static byte[] compressed(String path) {
        return bytes(path + ".json.gz");
    }

    /// Reads a document anew: up to some 1.5 MB of text, so keep what is needed of it.
    ///
    /// @param path one of the index, e.g. `apis/apps/v1`
    public static ObjectNode tree(String path) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed(path)))) {
            return (ObjectNode) JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Documents.class.getResourceAsStream(FOLDER + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
