package dev.tidewright.apiserver.subresources;

import dev.tidewright.apiserver.subresources.ContainerLogs.Line;
import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.store.Store;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The latest decisions of the loops as log lines, in the words that people search a cluster autoscaler's log for. Safe
/// for many threads.
public final class DecisionLog {
    private static final int MOST = 4_096;
    private static final String STATUS = "cluster-autoscaler-status";
    private static final Pattern SCALE_DOWN = Pattern.compile("scaleDown:\\s+status: (\\w+)");

    private final ArrayDeque<Line> lines = new ArrayDeque<>(); // guarded by this

    private DecisionLog() {}

    /// Begins with what the journal has, and follows it and the autoscaler's status. To be called on the world's
    /// thread, or before it starts.
    public static DecisionLog of(Ledger journal, Store store, InstantSource clock) {
        var log = new DecisionLog();
        journal.lines().forEach(line -> log.add(line.entry()));
        journal.onRecord(log::add);
        store.watch(
                ConfigMap.class,
                (before, after) -> after.filter(DecisionLog::isStatus)
                        .ifPresent(map -> log.add(new Line(clock.instant(), scaleDown(map)))));
        return log;
    }

    private static boolean isStatus(ConfigMap map) {
        return map.meta().name().equals(STATUS) && map.data().containsKey("status");
    }

    /// What the status says of the whole cluster's scale-down: written at each change, and once a minute.
    private static String scaleDown(ConfigMap map) {
        Matcher found = SCALE_DOWN.matcher(map.data().getOrDefault("status", ""));
        return "Scale down status: " + (found.find() ? found.group(1) : "unknown");
    }

    private synchronized void add(Entry entry) {
        String text = switch (entry.actor()) {
            case "nodes" -> ofNodes(entry);
            case "pods" -> entry.verb() + " " + entry.object() + ": " + entry.why();
            default -> "";
        };
        if (!text.isEmpty()) {
            add(new Line(entry.at(), text));
        }
    }

    private synchronized void add(Line line) {
        lines.add(line);
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }

    /// Source of the words: cluster-autoscaler's `scale_up` and `scale_down` packages.
    private static String ofNodes(Entry entry) {
        ObjectKey object = entry.object();
        return switch (entry.verb()) {
            case "order" -> "Scale-up: setting group " + object.name() + " size: " + entry.why();
            case "refuse" -> "Scale-up: no scale up of group " + object.name() + ": " + entry.why();
            case "cordon", "remove" ->
                "Scale-down: " + (entry.verb().equals("remove") ? "removing" : "draining") + " node " + object.name()
                        + ", scale down: " + entry.why();
            case "keep" -> "Scale-down: node " + object.name() + " stays, no scale down: " + entry.why();
            default -> entry.verb() + " " + object + ": " + entry.why();
        };
    }

    synchronized List<Line> lines() {
        return new ArrayList<>(lines);
    }
}
