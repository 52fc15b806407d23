package dev.tidewright.apiserver.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.recorded.Exchange;
import dev.tidewright.apiserver.recorded.Likeness;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// Patches as a real kube-apiserver answered them.
class RecordedPatchesTest {
    private static final Patches PATCHES = new Patches(Exchange.schemas());

    static Stream<Exchange> accepted() {
        return Exchange.all("patch").stream().filter(Exchange::succeeded);
    }

    static Stream<Exchange> refused() {
        return Exchange.all("patch").stream().filter(exchange -> !exchange.succeeded() && !exchange.failedValidation());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void makesOfTheObjectWhatTheServerStored(Exchange exchange) {
        ObjectNode live = exchange.live().orElseThrow();
        String before = live.toString();
        ObjectNode patched = PATCHES.apply(exchange.type(), exchange.text("content"), exchange.bytes(), live);
        assertThat(Likeness.differences(live, patched, exchange.answer())).isEmpty();
        assertThat(live).as("the object given").hasToString(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesInTheServersWords(Exchange exchange) {
        ObjectNode live = exchange.live().orElseThrow();
        ApiError error = catchThrowableOfType(
                ApiError.class, () -> PATCHES.apply(exchange.type(), exchange.text("content"), exchange.bytes(), live));
        assertThat(List.of(error.code(), error.reason(), error.message()))
                .containsExactly(
                        exchange.line().path("status").asInt(),
                        exchange.answer().path("reason").asString(""),
                        exchange.answer().path("message").asString(""));
    }
}
