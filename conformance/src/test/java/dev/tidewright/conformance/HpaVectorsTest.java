package dev.tidewright.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HpaVectorsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "upstream", "hpa");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "defaulting, 200",
        "validation, 600",
        "parts, 900",
        "calculator, 1200",
        "calculator-huge, 120",
        "upstream-parts, 106",
        "upstream-calculator, 76",
        "upstream-controller, 89",
        "single-sync, 1000",
        "timelines, 300"
    })
    void decidesAsUpstreamDid(String kind, int cases) throws IOException {
        var words = new StringWriter();
        var result =
                new ConformanceRun(Players.all(), new PrintWriter(words, true)).play(FOLDER.resolve(kind + ".json.gz"));
        assertThat(result.failed()).as("%s", words).isZero();
        assertThat(result.passed()).isEqualTo(cases);
    }
}
