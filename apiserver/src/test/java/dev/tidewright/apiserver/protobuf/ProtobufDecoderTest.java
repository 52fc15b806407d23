package dev.tidewright.apiserver.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewright.apiserver.answers.ApiError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Every kind as Go writes it in protobuf and in JSON (`bin/record-protobuf`).
class ProtobufDecoderTest {
    record Recorded(String name, String hex, JsonNode tree) {
        byte[] body() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Recorded> recorded() throws IOException {
        JsonMapper json = JsonMapper.shared();
        try (var in = Objects.requireNonNull(ProtobufDecoderTest.class.getResourceAsStream("protobuf.jsonl.gz"));
                var reader =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(json::readTree)
                    .map(line -> new Recorded(
                            line.path("case").asString(),
                            line.path("body").asString(),
                            withoutNulls(line.path("tree"))))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void readsWhatGoWrites(Recorded recorded) {
        assertThat(ProtobufDecoder.decode(recorded.body())).isEqualTo(recorded.tree());
    }

    @Test
    void turnsDownEveryBrokenBodyAndNothingElse() throws IOException {
        var random = new SplittableRandom(7);
        for (Recorded recorded : recorded()) {
            for (int i = 0; i < 40; i++) {
                byte[] body = recorded.body();
                int at = 4 + random.nextInt(Math.max(1, body.length - 4));
                byte[] broken = i % 2 == 0 ? Arrays.copyOf(body, at) : body;
                if (i % 2 == 1) {
                    broken[at % broken.length] ^= (byte) (1 + random.nextInt(255));
                }
                assertThatCode(() -> refusedOrRead(broken)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void turnsDownWhatIsNoMessage() {
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> ProtobufDecoder.decode("{}".getBytes(StandardCharsets.UTF_8)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(400));
    }

    private static void refusedOrRead(byte[] body) {
        try {
            ProtobufDecoder.decode(body);
        } catch (ApiError error) {
            assertThat(error.code()).isEqualTo(400);
        }
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(withoutNulls(item)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isNull()) {
                object.set(field.getKey(), withoutNulls(field.getValue()));
            }
        }
        return object;
    }
}
