package dev.tidewright.cluster.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final Meters meters = new Meters();

    @Test
    void writesWhatPrometheusReads() {
        meters.counter("orders_total", "Orders.").add(2);
        meters.gauge("nodes", "Nodes\nby state.", "state").set(3.5, "not\"ready");
        var seconds = meters.histogram("wait_seconds", "Waits.", List.of(0.001, 0.5), "kind");
        seconds.observe(Duration.ofMillis(1), "a");
        seconds.observe(Duration.ofMillis(200), "a");
        seconds.observe(Duration.ofSeconds(2), "a");
        assertThat(meters.text()).isEqualTo("""
                # HELP nodes Nodes\\nby state.
                # TYPE nodes gauge
                nodes{state="not\\"ready"} 3.5
                # HELP orders_total Orders.
                # TYPE orders_total counter
                orders_total 2
                # HELP wait_seconds Waits.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{kind="a",le="0.001"} 1
                wait_seconds_bucket{kind="a",le="0.5"} 2
                wait_seconds_bucket{kind="a",le="+Inf"} 3
                wait_seconds_sum{kind="a"} 2.201
                wait_seconds_count{kind="a"} 3
                """);
    }

    @Test
    void givesTheSameMeterForTheSameName() {
        meters.counter("orders_total", "Orders.", "group").increment("a");
        meters.counter("orders_total", "Orders.", "group").increment("a");
        assertThat(meters.text()).contains("orders_total{group=\"a\"} 2\n");
        assertThatThrownBy(() -> meters.gauge("orders_total", "Orders.", "group"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("counter");
    }

    @Test
    void forgetsSeriesOfWhatIsGoneAndStaysBounded() {
        var gauge = meters.gauge("replicas", "Replicas.", "name");
        for (int i = 0; i < 30_000; i++) {
            gauge.set(i, "hpa-" + i);
        }
        assertThat(meters.text().lines()).hasSize(20_002);
        gauge.clear();
        gauge.set(1, "web");
        gauge.set(1, "api");
        gauge.remove("web");
        assertThat(meters.text().lines()).hasSize(3).last().isEqualTo("replicas{name=\"api\"} 1");
    }
}
