package dev.tidewright.insight.page;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.insight.journal.JournalFile;
import dev.tidewright.insight.json.JsonText;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The part of a journal that a page carries: every decision and fault, and what befell pods. The ordinary life of
/// single pods is told only where the whole journal is short.
final class PageJournal {
    /// What a browser lists without trouble.
    private static final int MOST_ENTRIES = 4_000;

    private static final Set<String> TELLING_OF_PODS =
            Set.of("unschedulable", "evict", "preempt", "oom", "unhealthy", "fail", "restart");

    private PageJournal() {}

    static void write(JsonText json, List<Line> journal) {
        List<Line> kept = keep(journal);
        json.list("journal", kept, JournalFile::write);
        json.field("journalLeftOut", journal.size() - kept.size());
    }

    private static List<Line> keep(List<Line> journal) {
        if (journal.size() <= MOST_ENTRIES) {
            return journal;
        }
        var decisions = new ArrayList<Line>();
        long told = journal.stream().filter(line -> isDecision(line.entry())).count();
        for (Line line : journal) {
            boolean ofPod =
                    told < MOST_ENTRIES && TELLING_OF_PODS.contains(line.entry().verb());
            if ((isDecision(line.entry()) || ofPod) && decisions.size() < MOST_ENTRIES) {
                decisions.add(line);
            }
        }
        return decisions;
    }

    private static boolean isDecision(Entry entry) {
        return switch (entry.actor()) {
            case "pods", "fault", "traffic", "nodes" -> true;
            case "cloud" -> !entry.verb().equals("join") && !entry.verb().equals("ready");
            default ->
                !entry.object().kind().equals("Pod") && !entry.object().kind().equals("Node");
        };
    }
}
