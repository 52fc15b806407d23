package dev.tidewright.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VpaVectorsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "upstream", "vpa");

    @ParameterizedTest(name = "{0}")
    @CsvSource({"histogram, 134", "aggregation, 70", "recommendation, 120", "oom-observer, 200"})
    void answersAsUpstreamDid(String kind, int cases) throws IOException {
        var words = new StringWriter();
        var result =
                new ConformanceRun(Players.all(), new PrintWriter(words, true)).play(FOLDER.resolve(kind + ".json.gz"));
        assertThat(result.failed()).as("%s", words).isZero();
        assertThat(result.passed()).isEqualTo(cases);
    }
}
