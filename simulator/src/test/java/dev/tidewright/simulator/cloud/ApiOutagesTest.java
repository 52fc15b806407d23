package dev.tidewright.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.NodeGroups.Answer;
import dev.tidewright.cluster.NodeGroups.NodeGroup;
import dev.tidewright.cluster.NodeGroups.Outcome;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.simulator.scenario.Fault.CloudOutage.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiOutagesTest {
    private final ApiOutages outages = new ApiOutages();
    private int size = 1;

    private List<NodeGroup> groups() {
        var node = new Node(ObjectMeta.named("", "n"), "", false, List.of(), Resources.NONE, Resources.NONE, List.of());
        return List.of(new NodeGroup("pool", 0, 9, size, false, node, Optional.empty(), List.of()));
    }

    private Outcome order() {
        return outages.outcome(() -> {
            size++;
            return new Outcome.Accepted();
        });
    }

    @Test
    void errorsDoNothing() {
        outages.begin(Mode.ERRORS, groups());
        assertThat(order()).isInstanceOf(Outcome.Failed.class);
        assertThat(outages.answer(this::groups)).isInstanceOf(Answer.Failed.class);
        assertThat(size).isEqualTo(1);
    }

    @Test
    void hangingCallsAreDoneWithoutAnAnswer() {
        outages.begin(Mode.HANGS, groups());
        assertThat(order()).isInstanceOf(Outcome.Failed.class);
        assertThat(outages.answer(this::groups)).isInstanceOf(Answer.Failed.class);
        assertThat(size).isEqualTo(2);
    }

    @Test
    void staleGroupsAreThoseOfTheBeginningUntilTheEnd() {
        outages.begin(Mode.STALE, groups());
        assertThat(order()).isInstanceOf(Outcome.Accepted.class);
        assertThat(outages.answer(this::groups).orNone().getFirst().targetSize())
                .isEqualTo(1);
        outages.end(Mode.STALE);
        assertThat(outages.answer(this::groups).orNone().getFirst().targetSize())
                .isEqualTo(2);
    }
}
