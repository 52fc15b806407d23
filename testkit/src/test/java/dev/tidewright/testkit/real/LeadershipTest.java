package dev.tidewright.testkit.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Call;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Reply;
import dev.tidewright.kubernetes.api.Retries;
import dev.tidewright.kubernetes.leading.Leadership;
import dev.tidewright.kubernetes.leading.LeaseTerms;
import dev.tidewright.testkit.plane.ControlPlane;
import dev.tidewright.testkit.plane.FaultyProxy;
import dev.tidewright.testkit.plane.Programs;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// Who leads by a Lease of a real API server. Each candidate's wall clock is off, by minutes, in its own direction.
class LeadershipTest {
    private static final Retries ONCE = Retries.none(Duration.ofSeconds(2));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InstantSource FAST = () -> Instant.now().plus(Duration.ofMinutes(5));
    private static final InstantSource SLOW = () -> Instant.now().minus(Duration.ofMinutes(5));

    @TempDir
    private static Path folder;

    private static @Nullable ControlPlane plane;

    @BeforeAll
    static void start() {
        assumeTrue(Programs.areThere(), Programs.MISSING);
        plane = ControlPlane.start(folder, Set.of());
    }

    @AfterAll
    static void stop() {
        if (plane != null) {
            plane.close();
        }
    }

    private static ControlPlane plane() {
        return Optional.ofNullable(plane).orElseThrow();
    }

    /// A process that would lead.
    private static final class Candidate implements AutoCloseable {
        final ApiServer leaseApi;
        final ApiServer api;
        final Leadership leadership;
        volatile boolean wasTold;
        volatile long toldNanos;

        Candidate(String name, String server, InstantSource clock, LeaseTerms terms) {
            Config config = Connection.find(Optional.of(plane().kubeconfig("admin", server)), Optional.empty());
            leaseApi = new ApiServer(config, ONCE, Fence.OPEN, new SplittableRandom(name.hashCode()));
            leadership = new Leadership(leaseApi, terms, clock, System::nanoTime, new Leadership.Listener() {
                @Override
                public void leads() {
                    toldNanos = System.nanoTime();
                    wasTold = true;
                }

                @Override
                public void leadsNoMore() {
                    wasTold = false;
                }
            });
            api = new ApiServer(config, ONCE, leadership, new SplittableRandom(1));
        }

        Reply write(String name) {
            var map = JsonNodeFactory.instance
                    .objectNode()
                    .put("apiVersion", "v1")
                    .put("kind", "ConfigMap");
            map.putObject("metadata").put("name", name);
            return api.send(Call.post("/api/v1/namespaces/default/configmaps", map));
        }

        @Override
        public void close() {
            leadership.close();
            api.close();
            leaseApi.close();
        }
    }

    private static LeaseTerms terms(String lease, String identity) {
        return new LeaseTerms(
                "default", lease, identity, Duration.ofSeconds(6), Duration.ofSeconds(4), Duration.ofMillis(500));
    }

    @Test
    void oneLeadsAndHandsOverWithinFiveSecondsWhenItEnds() {
        String server = plane().server();
        try (Candidate first = new Candidate("a", server, FAST, LeaseTerms.of("default", "handed", "a"));
                Candidate second = new Candidate("b", server, SLOW, LeaseTerms.of("default", "handed", "b"))) {
            first.leadership.start();
            Waiting.until("a leads", PATIENCE, () -> first.wasTold);
            second.leadership.start();
            Waiting.pass(Duration.ofSeconds(3));
            assertThat(second.leadership.leads()).isFalse();
            assertThat(second.leadership.leader()).isEqualTo("a");
            assertThat(second.write("of-b").words()).isEqualTo("this process does not lead: another one may write now");
            long ended = System.nanoTime();
            first.leadership.close();
            assertThat(first.leadership.left()).isZero();
            Waiting.until("b leads", PATIENCE, () -> second.wasTold);
            assertThat(Duration.ofNanos(second.toldNanos - ended)).isLessThan(Duration.ofSeconds(5));
            assertThat(first.write("late").isSuccess()).isFalse();
            assertThat(second.write("of-b").isSuccess()).isTrue();
        }
    }

    @Test
    void aLeaderThatIsCutOffStopsBeforeAnotherBegins() {
        try (FaultyProxy proxy = new FaultyProxy(plane().server());
                Candidate cutOff = new Candidate("a", proxy.address(), SLOW, terms("cut", "a"));
                Candidate other = new Candidate("b", plane().server(), FAST, terms("cut", "b"))) {
            cutOff.leadership.start();
            Waiting.until("a leads", PATIENCE, () -> cutOff.wasTold);
            other.leadership.start();
            Waiting.pass(Duration.ofSeconds(1));
            proxy.answer(seen -> seen.path().contains("/leases"), 503, "cut off", 1_000_000);
            Waiting.until("a may write no more", PATIENCE, () -> !cutOff.leadership.leads());
            assertThat(other.leadership.leads()).isFalse();
            assertThat(cutOff.write("after").isSuccess()).isFalse();
            Waiting.until("b leads", PATIENCE, () -> other.wasTold);
            assertThat(cutOff.leadership.left().isPositive()).isFalse();
            Waiting.until("a was told", PATIENCE, () -> !cutOff.wasTold);
        }
    }
}
