package dev.tidewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import dev.tidewright.simulator.traffic.ArrivalCurve;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EveryDayTest {
    private static ArrivalCurve curve(Scenario scenario) {
        return new ArrivalCurve(((Arrivals) scenario.traffic().getFirst().source()).points());
    }

    @Test
    void theTrafficOfOneDayComesOnEveryDay() {
        Scenario day = new Scenarios(() -> "").read("../examples/clipper/day.yaml", Optional.empty());
        ArrivalCurve once = curve(day);
        ArrivalCurve again = curve(EveryDay.of(day));
        for (int hour = 0; hour < 24; hour++) {
            double noon = once.at(hour * 3_600.0);
            assertThat(again.at(hour * 3_600.0)).isEqualTo(noon);
            assertThat(again.at((24 * 12 + hour) * 3_600.0)).isEqualTo(noon);
        }
    }
}
