package dev.tidewright.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.recorded.Exchange;
import dev.tidewright.apiserver.recorded.Likeness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Ownership and applies as a real kube-apiserver answered them.
class RecordedOwnershipTest {
    private static final FieldManagers MANAGERS = new FieldManagers(Exchange.schemas(), Versions.SAME_FIELDS);

    static Stream<Exchange> creates() {
        return Exchange.all("create").stream().filter(Exchange::succeeded);
    }

    static Stream<Exchange> changes() {
        return Stream.concat(Exchange.all("update").stream(), Exchange.all("patch").stream())
                .filter(exchange -> exchange.succeeded() && !isScale(exchange));
    }

    static Stream<Exchange> applies() {
        return Exchange.all("apply").stream().filter(exchange -> exchange.succeeded() && !isScale(exchange));
    }

    static Stream<Exchange> refused() {
        return Exchange.all("apply").stream()
                .filter(exchange -> !exchange.succeeded() && !exchange.failedValidation() && !isScale(exchange));
    }

    private static boolean isScale(Exchange exchange) {
        return exchange.text("subresource").equals("scale");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("creates")
    void ownsWhatItCreates(Exchange exchange) {
        ObjectNode created = Admission.undone(withManagedFields(exchange.answer(), exchange.body()));
        ObjectNode owned = MANAGERS.onCreate(act(exchange), created);
        assertThat(managedFields(owned)).isEqualTo(managedFields(exchange.answer()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void ownsWhatItChanges(Exchange exchange) {
        JsonNode claims = exchange.text("verb").equals("update")
                ? exchange.body()
                : exchange.live().orElseThrow();
        ObjectNode changed = withManagedFields(exchange.answer(), claims);
        ObjectNode owned = MANAGERS.onUpdate(act(exchange), exchange.live().orElseThrow(), changed);
        assertThat(managedFields(owned)).isEqualTo(managedFields(exchange.answer()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("applies")
    void mergesWhatIsApplied(Exchange exchange) {
        ObjectNode body = (ObjectNode) exchange.body();
        String before = body.toString() + exchange.live();
        boolean force = exchange.line().path("force").asBoolean(false);
        ObjectNode owned = MANAGERS.onApply(act(exchange), exchange.live(), body, force);
        ObjectNode live = exchange.live().orElseGet(JsonNodeFactory.instance::objectNode);
        assertThat(Likeness.differences(live, owned, exchange.answer())).isEmpty();
        assertThat(managedFields(owned)).isEqualTo(managedFields(exchange.answer()));
        assertThat(body.toString() + exchange.live()).as("the trees given").isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesInTheServersWords(Exchange exchange) {
        ApiError error = catchThrowableOfType(
                ApiError.class,
                () -> MANAGERS.onApply(act(exchange), exchange.live(), (ObjectNode) exchange.body(), false));
        JsonNode answer = exchange.answer();
        assertThat(error.code()).isEqualTo(exchange.line().path("status").asInt());
        assertThat(error.message()).isEqualTo(answer.path("message").asString(""));
        assertThat(error.reason()).isEqualTo(answer.path("reason").asString(""));
        List<ApiError.Cause> causes = new ArrayList<>();
        for (JsonNode cause : answer.path("details").path("causes")) {
            causes.add(new ApiError.Cause(
                    cause.path("reason").asString(""),
                    cause.path("message").asString(""),
                    cause.path("field").asString("")));
        }
        // The server walks its owners in no order.
        assertThat(error.causes()).containsExactlyInAnyOrderElementsOf(causes);
    }

    static Act act(Exchange exchange) {
        Instant time = Instant.EPOCH;
        for (JsonNode entry : managedFields(exchange.answer())) {
            Instant other = Instant.parse(entry.path("time").asString("1970-01-01T00:00:00Z"));
            time = other.isAfter(time) ? other : time;
        }
        return new Act(exchange.type(), exchange.text("subresource"), exchange.text("manager"), time);
    }

    private static JsonNode managedFields(JsonNode object) {
        return object.path("metadata").path("managedFields");
    }

    private static ObjectNode withManagedFields(ObjectNode object, JsonNode claims) {
        ObjectNode copy = object.deepCopy();
        ObjectNode metadata = (ObjectNode) copy.path("metadata");
        metadata.remove("managedFields");
        if (!managedFields(claims).isMissingNode()) {
            metadata.set("managedFields", managedFields(claims));
        }
        return copy;
    }
}
