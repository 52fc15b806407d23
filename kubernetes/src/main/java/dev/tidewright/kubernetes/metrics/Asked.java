package dev.tidewright.kubernetes.metrics;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Json;
import dev.tidewright.kubernetes.api.ApiFailure;
import dev.tidewright.kubernetes.api.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// One list of a metrics API: what it told, or why it did not, in the words of Kubernetes' own client.
sealed interface Asked<T> {
    record Told<T>(T what) implements Asked<T> {}

    record Silent<T>(String why) implements Asked<T> {}

    /// @param what the request in brief, as the client adds it to its complaints: `get pods.metrics.k8s.io`
    static <I> Asked<List<I>> list(ApiServer api, String path, String what, Function<Fields, I> reader) {
        List<I> items = new ArrayList<>();
        try (InputStream in = api.open(path)) {
            var _ = new Json.Stream(what, in, Set.of("managedFields"))
                    .items("items", item -> items.add(reader.apply(fields(item))));
            return new Told<>(items);
        } catch (ApiFailure e) {
            return new Silent<>(words(e) + (e.status() > 0 ? " (" + what + ")" : ""));
        } catch (BadInput | IOException e) {
            return new Silent<>(what + ": " + e.getMessage());
        }
    }

    private static Fields fields(Document item) {
        return Fields.of(item, "");
    }

    private static String words(ApiFailure e) {
        return String.valueOf(e.getMessage());
    }
}
