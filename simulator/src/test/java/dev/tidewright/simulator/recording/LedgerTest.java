package dev.tidewright.simulator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final ObjectKey POD = new ObjectKey("Pod", "shop", "web-1");
    private static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");

    private static Entry about(ObjectKey object) {
        return new Entry(Instant.EPOCH, "test", object, "scale", Explanation.because("a test"), List.of());
    }

    @Test
    void knowsTheLatestEntryAboutAnObject() {
        var ledger = new Ledger();
        ledger.record(about(WEB));
        ledger.record(about(POD));
        ledger.record(about(WEB));
        assertThat(ledger.latest(WEB)).contains(3L);
        assertThat(ledger.latest(new ObjectKey("Node", "", "n1"))).isEmpty();
    }

    @Test
    void dropsEntriesAboutPodsBeforeDecisions() {
        var ledger = new Ledger(2, 2);
        for (int each = 0; each < 5; each++) {
            ledger.record(about(POD));
        }
        assertThat(ledger.record(about(WEB))).isEqualTo(6);
        assertThat(ledger.dropped()).isEqualTo(3);
        assertThat(ledger.lines()).extracting(Ledger.Line::number).containsExactly(1L, 2L, 6L);
    }
}
