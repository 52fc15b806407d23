package dev.tidewright.apiserver.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A path below `/api/v1` or `/apis/GROUP/VERSION`.
///
/// @param group       empty for the core group
/// @param namespace   empty where the path names none
/// @param name        empty for a collection
/// @param subresource with what follows it, such as a proxy's path; empty for the object itself
/// @param watch       the old `/watch/` prefix
record ResourcePath(
        String group, String version, String namespace, String plural, String name, String subresource, boolean watch) {
    private static final List<String> OF_NAMESPACES = List.of("status", "finalize");

    static Optional<ResourcePath> parse(String path) {
        List<String> steps = Arrays.asList(path.substring(1).split("/"));
        boolean core = steps.getFirst().equals("api");
        int at = core ? 2 : 3;
        if (!(core || steps.getFirst().equals("apis")) || steps.size() <= at) {
            return Optional.empty();
        }
        String group = core ? "" : steps.get(1);
        String version = steps.get(at - 1);
        boolean watch = steps.get(at).equals("watch");
        List<String> rest = steps.subList(watch ? at + 1 : at, steps.size());
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        boolean scoped = rest.size() > 2
                && rest.getFirst().equals("namespaces")
                && !(rest.size() == 3 && OF_NAMESPACES.contains(rest.get(2)) && core);
        String namespace = scoped ? rest.get(1) : "";
        List<String> own = scoped ? rest.subList(2, rest.size()) : rest;
        return Optional.of(new ResourcePath(
                group,
                version,
                namespace,
                own.get(0),
                own.size() > 1 ? own.get(1) : "",
                own.size() > 2 ? String.join("/", own.subList(2, own.size())) : "",
                watch));
    }
}
