package dev.tidewright.core.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1000m, 1",
        "1500m, 1500m",
        "0.1, 100m",
        "100000n, 100u",
        "1e3, 1e3",
        "12e4, 120e3",
        "1000k, 1M",
        "1024, 1024",
        "1024Ki, 1Mi",
        "1.5Gi, 1536Mi",
        "0.5Ki, 512",
        "1000Ki, 1000Ki",
        "-3m, -3m",
        "+5, 5",
        "5E, 5E",
        "0.0000000001, 1n"
    })
    void printsTheCanonicalSpelling(String written, String printed) {
        assertThat(Quantity.parse(written)).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1000",
        "1500u, 2",
        "-1500u, -2",
        "1n, 1",
        "9E, 0",
        "9223372036854775807, -1000",
        "8Ei, -1000",
        "1.1Ki, 1126400"
    })
    void countsThousandthsRoundedAwayFromZeroAndOverflowsAsUpstream(String written, long milli) {
        assertThat(Quantity.parse(written).milli()).isEqualTo(milli);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1.2.3", "1 Gi", "Gi", "1e", "1x", "--1", "1e+", "0x1", "1Kib", "NaN"})
    void refusesWhatIsNoQuantity(String text) {
        assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWhatItPrints() {
        var random = new SplittableRandom(7);
        String[] suffixes = {"n", "u", "m", "", "k", "M", "G", "T", "Ki", "Mi", "Gi", "e3", "e-3"};
        for (int i = 0; i < 2_000; i++) {
            String text = random.nextInt(-50_000, 50_000) + suffixes[random.nextInt(suffixes.length)];
            Quantity quantity = Quantity.parse(text);
            assertThat(Quantity.parse(quantity.toString()).amount()).as(text).isEqualByComparingTo(quantity.amount());
        }
    }
}
