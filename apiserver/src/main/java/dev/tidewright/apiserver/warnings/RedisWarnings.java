package dev.tidewright.apiserver.warnings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Of containers that run Redis. Its amounts of memory are its own (`util.c`, `memtoull`): whole numbers, with `k`,
/// `kb`,
/// `m`, `mb`, `g`, `gb` in any case; with anything else it does not start.
final class RedisWarnings {
    private RedisWarnings() {}

    static List<String> of(ObjectNode workload, JsonNode container) {
        List<String> words = Trees.words(container);
        if (words.stream().noneMatch(word -> word.endsWith("redis-server"))) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        String maxMemory = valueOf("--maxmemory", words);
        if (!maxMemory.isEmpty() && !maxMemory.toLowerCase(Locale.ROOT).matches("[0-9]+([kmg]b?|b)?")) {
            warnings.add("redis-server does not start with --maxmemory " + maxMemory
                    + ": it takes whole numbers with kb, mb or gb, such as 1536mb");
        }
        if (valueOf("--cluster-enabled", words).equals("yes")) {
            cluster(workload, container, warnings);
        }
        return warnings;
    }

    private static void cluster(ObjectNode workload, JsonNode container, List<String> warnings) {
        String name = Trees.name(workload);
        warnings.add("the pods of " + name + " start as clusters of one each: they form one cluster only after"
                + " redis-cli --cluster create with all their addresses");
        boolean keeps = false;
        for (JsonNode mount : container.path("volumeMounts")) {
            keeps |= mount.path("mountPath").asString("").startsWith("/data");
        }
        if (!keeps) {
            warnings.add("container " + container.path("name").asString("") + " of " + name
                    + " has no volume at /data: a pod that restarts forgets nodes.conf, its place in the cluster, and its"
                    + " data; give it a volumeClaimTemplate");
        }
    }

    private static String valueOf(String flag, List<String> words) {
        int at = words.indexOf(flag);
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "";
    }
}
