package dev.tidewright.core.requests.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.core.requests.usage.AggregationSettings;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecommenderFlagsTest {
    static RecommenderFlags parse(String... flags) {
        var map = new TreeMap<String, String>();
        for (String flag : flags) {
            map.put(flag.substring(0, flag.indexOf('=')), flag.substring(flag.indexOf('=') + 1));
        }
        return RecommenderFlags.parse(map);
    }

    @Test
    void readsUpstreamsNames() {
        var flags = parse(
                "--target-cpu-percentile=0.95",
                "memory-aggregation-interval=4h",
                "feature-gates=InPlace=true,PerVPAConfig=true",
                "container-recommendation-max-allowed-memory=8Gi",
                "kubeconfig=/x");
        assertThat(flags.recommendation().cpu().target()).isEqualTo(0.95);
        assertThat(flags.recommendation().memory().target()).isEqualTo(0.9);
        assertThat(flags.recommendation().maxAllowed().memoryBytes()).isEqualTo(8L << 30);
        assertThat(flags.aggregation().memoryInterval()).isEqualTo(Duration.ofHours(4));
        assertThat(flags.aggregation().perAutoscaler()).isTrue();
        assertThat(RecommenderFlags.DEFAULT.aggregation()).isEqualTo(AggregationSettings.DEFAULT);
        assertThat(RecommenderFlags.DEFAULT.recommendation()).isEqualTo(RecommendationSettings.DEFAULT);
    }

    @Test
    void namesTheFlagThatItCannotUse() {
        assertThatThrownBy(() -> parse("target-cpu-percentile=90"))
                .hasMessage("flag --target-cpu-percentile: expected a number from 0 to 1, found '90'");
        assertThatThrownBy(() -> parse("recommender-interval=0"))
                .hasMessage("flag --recommender-interval: expected a duration above 0, e.g. 10m or 24h, found '0'");
        assertThatThrownBy(() -> parse("percentile=1")).hasMessage("flag --percentile: not a flag of the recommender");
    }
}
