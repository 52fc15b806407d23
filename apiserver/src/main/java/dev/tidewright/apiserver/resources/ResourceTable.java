package dev.tidewright.apiserver.resources;

import dev.tidewright.apiserver.resources.ResourceType.Subresource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads the table of built-in resources that `bin/kubernetes-resources` writes.
final class ResourceTable {
    private static final String TABLE = "kubernetes-resources.txt";
    private static final int AGGREGATED_PRIORITY = 100;
    /// Source: the `APILifecycleDeprecated` methods and `WarningsOnCreate` of these kinds.
    private static final Map<String, String> DEPRECATIONS = Map.of(
            "v1 componentstatuses", "v1 ComponentStatus is deprecated in v1.19+",
            "v1 endpoints", "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");

    private final List<ApiVersion> versions = new ArrayList<>();
    private List<String> type = List.of();
    private List<Subresource> subresources = new ArrayList<>();

    private ResourceTable() {}

    static List<ApiVersion> read() {
        var table = new ResourceTable();
        try (InputStream in = Objects.requireNonNull(ResourceTable.class.getResourceAsStream(TABLE), TABLE);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(table::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.finishType();
        return table.versions;
    }

    private void line(String line) {
        List<String> words = List.of(line.strip().split(" "));
        if (line.startsWith("  ")) {
            subresources.add(new Subresource(words.get(0), orEmpty(words.get(1)), words.get(2), list(words.get(3))));
            return;
        }
        finishType();
        if (line.startsWith(" ")) {
            type = words;
        } else {
            int priority = Integer.parseInt(words.get(3));
            versions.add(new ApiVersion(
                    orEmpty(words.get(1)),
                    words.get(2),
                    priority,
                    Integer.parseInt(words.get(4)),
                    priority != AGGREGATED_PRIORITY,
                    false,
                    List.of()));
        }
    }

    private void finishType() {
        if (!type.isEmpty()) {
            ApiVersion version = versions.removeLast();
            versions.add(version.with(type(version)));
        }
        type = List.of();
        subresources = new ArrayList<>();
    }

    private ResourceType type(ApiVersion version) {
        Map<String, String> extras = new LinkedHashMap<>();
        for (String word : type.subList(4, type.size())) {
            extras.put(word.substring(0, word.indexOf('=')), word);
        }
        return new ResourceType(
                version.group(),
                version.version(),
                type.get(2),
                type.get(0),
                orEmpty(type.get(1)),
                type.get(3).equals("namespaced"),
                list(extras.getOrDefault("short", "")),
                list(extras.getOrDefault("categories", "")),
                list(extras.getOrDefault("verbs", "")),
                subresources,
                String.join(",", list(extras.getOrDefault("hash", ""))),
                false,
                DEPRECATIONS.getOrDefault(version.name() + " " + type.get(0), ""));
    }

    private static List<String> list(String word) {
        return word.isEmpty()
                ? List.of()
                : List.of(word.substring(word.indexOf('=') + 1).split(","));
    }

    private static String orEmpty(String word) {
        return word.equals("-") ? "" : word;
    }
}
