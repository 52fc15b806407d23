package dev.tidewright.simulator.kubelet;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.process.PodProcesses;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.util.List;

/// What every kubelet works with.
record KubeletWorld(Timeline timeline, Store store, Journal journal, PodProcesses processes) {
    /// Journals something about an object, caused by what was last said about it.
    void tell(ObjectKey about, String verb, Explanation why) {
        List<Long> causes = journal.latest(about).map(List::of).orElse(List.of());
        journal.record(new Journal.Entry(timeline.instant(), "kubelet", about, verb, why, causes));
    }
}
