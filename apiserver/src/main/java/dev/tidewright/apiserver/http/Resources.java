package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.admission.AdmissionRequest.FieldValidation;
import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.answers.Status;
import dev.tidewright.apiserver.patch.Patches;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.storage.Deleting;
import dev.tidewright.apiserver.storage.FieldSelector;
import dev.tidewright.apiserver.storage.Page;
import dev.tidewright.apiserver.storage.Reading;
import dev.tidewright.apiserver.storage.Selection;
import dev.tidewright.apiserver.storage.WriteOptions;
import dev.tidewright.apiserver.storage.Writing;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.pods.ScaleSelector;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The verbs of stored resources: objects, collections, and their `status`.
final class Resources {
    private static final String APPLY = "application/apply-patch+";

    private final Reading reading;
    private final Writing writing;
    private final Deleting deleting;
    private final Patches patches;
    private final Encoder encoder;
    private final Lists lists;
    private final Watches watches;

    Resources(Reading reading, Writing writing, Deleting deleting, Patches patches, Encoder encoder, Watches watches) {
        this.reading = reading;
        this.writing = writing;
        this.deleting = deleting;
        this.patches = patches;
        this.encoder = encoder;
        this.lists = new Lists(encoder);
        this.watches = watches;
    }

    /// @param path of a type that is served, without a subresource or with `status`
    void serve(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        if (!type.deprecation().isEmpty()) {
            exchange.warn(type.deprecation());
        }
        if (path.name().isEmpty()) {
            collection(exchange, path, type);
        } else {
            object(exchange, path, type);
        }
    }

    private void collection(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        switch (exchange.method()) {
            case "GET", "HEAD" -> {
                if (path.watch() || exchange.flag("watch")) {
                    watch(exchange, selection(exchange, path, type), type);
                } else {
                    list(exchange, path, type);
                }
            }
            case "POST" -> create(exchange, path, type);
            case "DELETE" -> deleteAll(exchange, path, type);
            default -> throw Refusals.verbNotAllowed();
        }
    }

    private void object(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        switch (exchange.method()) {
            case "GET", "HEAD" -> {
                if (path.watch() || exchange.flag("watch")) {
                    Selection one = new Selection(
                            path.namespace(),
                            LabelSelector.EVERYTHING,
                            FieldSelector.parse("metadata.name=" + path.name(), type));
                    watch(exchange, one, type);
                } else {
                    answer(exchange, 200, reading.get(type, path.namespace(), path.name()), type);
                }
            }
            case "PUT" -> put(exchange, path, type);
            case "PATCH" -> patch(exchange, path, type);
            case "DELETE" -> delete(exchange, path, type);
            default -> throw Refusals.verbNotAllowed();
        }
    }

    private void answer(Exchange exchange, int code, KubeObject object, ResourceType type) throws IOException {
        exchange.json(code, encoder.tree(object, Representation.of(exchange, type)));
    }

    private void watch(Exchange exchange, Selection selection, ResourceType type) throws IOException {
        watches.answer(exchange, Representation.of(exchange, type), WatchOptions.of(exchange, selection));
    }

    private void list(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        Selection selection = selection(exchange, path, type);
        String token = exchange.query("continue");
        refuseVersion(exchange, token);
        Representation representation = Representation.of(exchange, type);
        Page page = reading.list(type, selection, limit(exchange.query("limit")), token);
        lists.answer(exchange, page, representation);
    }

    /// Every list is as fresh as can be, which satisfies any version that was; one that is yet to come is refused.
    private void refuseVersion(Exchange exchange, String token) {
        String version = exchange.query("resourceVersion");
        String match = exchange.query("resourceVersionMatch");
        if (version.isEmpty() || version.equals("0")) {
            if (!match.isEmpty() && version.isEmpty()) {
                throw ApiError.badRequest(
                        "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is"
                                + " provided");
            }
            return;
        }
        long wanted = WatchOptions.version(version);
        long now = reading.version();
        if (wanted > now) {
            throw new ApiError(
                    504,
                    "Timeout",
                    "Too large resource version: " + wanted + ", current: " + now,
                    List.of(new ApiError.Cause("ResourceVersionTooLarge", "Too large resource version", "")));
        }
        if (match.equals("Exact") && token.isEmpty() && wanted != now) {
            throw Refusals.gone("The resourceVersion for the provided list is too old.");
        }
    }

    private static int limit(String text) {
        try {
            return text.isEmpty() ? 0 : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("invalid limit \"" + text + "\": expected a whole number");
        }
    }

    private static Selection selection(Exchange exchange, ResourcePath path, ResourceType type) {
        return new Selection(
                path.namespace(),
                labels(exchange.query("labelSelector")),
                FieldSelector.parse(exchange.query("fieldSelector"), type));
    }

    static LabelSelector labels(String text) {
        return switch (ScaleSelector.parse(text)) {
            case ScaleSelector.Missing missing -> LabelSelector.EVERYTHING;
            case ScaleSelector.Malformed malformed ->
                throw ApiError.badRequest("unable to parse requirement: " + malformed.complaint());
            case ScaleSelector.Parsed parsed -> parsed.meaning();
        };
    }

    private void create(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        Bodies.Body body = Bodies.read(exchange.mediaType(), exchange.body());
        WriteOptions options = options(exchange, body.duplicates());
        answer(exchange, 201, writing.create(type, path.namespace(), body.tree(), options), type);
    }

    private void put(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        Bodies.Body body = Bodies.read(exchange.mediaType(), exchange.body());
        WriteOptions options = options(exchange, body.duplicates());
        answer(
                exchange,
                200,
                writing.update(type, path.namespace(), path.name(), body.tree(), path.subresource(), options),
                type);
    }

    private void patch(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        String mediaType = exchange.mediaType();
        byte[] body = exchange.body();
        if (isApply(mediaType)) {
            apply(exchange, path, type, Bodies.read(mediaType, body));
            return;
        }
        WriteOptions options = options(exchange, List.of());
        KubeObject changed = writing.change(
                type,
                path.namespace(),
                path.name(),
                live -> patches.apply(type, mediaType, body, live),
                path.subresource(),
                options);
        answer(exchange, 200, changed, type);
    }

    static boolean isApply(String mediaType) {
        return mediaType.startsWith(APPLY);
    }

    /// Whether an apply takes what others own.
    ///
    /// @throws ApiError 422 where it does not say who applies
    static boolean isForced(Exchange exchange) {
        if (exchange.query("fieldManager").isEmpty()) {
            throw new ApiError(
                    422,
                    "Invalid",
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch",
                    List.of(new ApiError.Cause(
                            "FieldValueRequired", "Required value: is required for apply patch", "fieldManager")));
        }
        return exchange.flag("force");
    }

    private void apply(Exchange exchange, ResourcePath path, ResourceType type, Bodies.Body body) throws IOException {
        boolean force = isForced(exchange);
        Writing.Applied applied = writing.apply(
                type,
                path.namespace(),
                path.name(),
                body.tree(),
                path.subresource(),
                force,
                options(exchange, body.duplicates()));
        answer(exchange, applied.created() ? 201 : 200, applied.object(), type);
    }

    private void delete(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        Deleting.Deleted deleted = deleting.delete(type, path.namespace(), path.name(), DeleteBodies.options(exchange));
        if (deleted.present() || type.storedKind().equals("Pod")) {
            answer(exchange, 200, deleted.object(), type);
            return;
        }
        ObjectNode done = Status.deleted(
                type.group(),
                type.plural(),
                path.name(),
                deleted.object().meta().uid());
        exchange.json(200, done);
    }

    private void deleteAll(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        List<KubeObject> deleted =
                deleting.deleteAll(type, selection(exchange, path, type), DeleteBodies.options(exchange));
        Page page = new Page(deleted, reading.version(), "", 0);
        lists.answer(exchange, page, Representation.of(exchange, type));
    }

    static WriteOptions options(Exchange exchange, List<String> duplicates) {
        String dryRun = exchange.query("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw ApiError.badRequest("invalid dryRun \"" + dryRun + "\": expected All");
        }
        FieldValidation validation = FieldValidation.of(exchange.query("fieldValidation"))
                .orElseThrow(() -> ApiError.badRequest("invalid fieldValidation \"" + exchange.query("fieldValidation")
                        + "\": expected Ignore, Warn or Strict"));
        return new WriteOptions(!dryRun.isEmpty(), manager(exchange), validation, duplicates, exchange::warn);
    }

    /// Source: `prefixFromUserAgent` and its limit of 128 characters.
    private static String manager(Exchange exchange) {
        String named = exchange.query("fieldManager");
        if (!named.isEmpty()) {
            return named;
        }
        String agent = exchange.header("User-Agent");
        int slash = agent.indexOf('/');
        String first = slash < 0 ? agent : agent.substring(0, slash);
        return first.substring(0, Math.min(first.length(), 128));
    }
}
