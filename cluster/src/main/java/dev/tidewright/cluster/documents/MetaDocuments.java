package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.LabelSelector.Operator;
import dev.tidewright.core.objects.LabelSelector.Requirement;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads what objects of every kind share: metadata, label selectors, conditions.
public final class MetaDocuments {
    private static final String OPERATORS = "In, NotIn, Exists, DoesNotExist, Gt or Lt";

    private MetaDocuments() {}

    /// The `metadata` of an object.
    ///
    /// @param namespaced whether a missing namespace means `default`
    /// @throws BadInput where there is no metadata or no name
    public static ObjectMeta meta(Fields object, boolean namespaced) {
        Fields meta = object.mapping("metadata")
                .orElseThrow(() -> object.complaint("metadata", "missing; expected at least a name"));
        return meta(meta, meta.requiredText("name"), namespaced);
    }

    private static ObjectMeta meta(Fields meta, String name, boolean namespaced) {
        return new ObjectMeta(
                namespaced ? meta.text("namespace").orElse("default") : "",
                name,
                meta.text("uid").orElse(""),
                meta.texts("labels"),
                meta.texts("annotations"),
                meta.list("ownerReferences", MetaDocuments::owner),
                meta.instant("creationTimestamp").orElse(Instant.EPOCH),
                meta.instant("deletionTimestamp"),
                meta.wholeNumber("resourceVersion").orElse(0L),
                meta.wholeNumber("generation").orElse(1L));
    }

    private static OwnerReference owner(Fields.Item item) {
        Fields owner = item.fields();
        return new OwnerReference(
                owner.text("apiVersion").orElse(""),
                owner.requiredText("kind"),
                owner.requiredText("name"),
                owner.text("uid").orElse(""),
                owner.bool("controller").orElse(false));
    }

    /// A `metav1.LabelSelector`; empty where the field is absent.
    public static Optional<LabelSelector> selector(Fields parent, String name) {
        return parent.mapping(name)
                .map(selector ->
                        new LabelSelector(selector.texts("matchLabels"), requirements(selector, "matchExpressions")));
    }

    /// The requirements of a label selector or of a node selector term.
    public static List<Requirement> requirements(Fields parent, String name) {
        return parent.list(name, item -> {
            Fields requirement = item.fields();
            return new Requirement(
                    requirement.requiredText("key"), operator(requirement), requirement.textList("values"));
        });
    }

    private static Operator operator(Fields requirement) {
        return switch (requirement.requiredText("operator")) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            case "Gt" -> Operator.GT;
            case "Lt" -> Operator.LT;
            default -> throw requirement.complaint("operator", "expected " + OPERATORS);
        };
    }

    /// The `conditions` of a status.
    public static List<Condition> conditions(Fields status) {
        return status.list("conditions", item -> {
            Fields condition = item.fields();
            return new Condition(
                    condition.requiredText("type"),
                    condition.text("status").orElse("Unknown"),
                    condition.text("reason").orElse(""),
                    condition.text("message").orElse(""),
                    condition.instant("lastTransitionTime").orElse(Instant.EPOCH));
        });
    }

    /// A value of an enum whose constants are the words in upper case.
    ///
    /// @throws BadInput naming the words that are known
    static <E extends Enum<E>> E word(Fields fields, String name, Class<E> words, E absent) {
        return fields.document(name)
                .map(value -> fields.parsed(
                        name,
                        value,
                        "one of " + List.of(words.getEnumConstants()),
                        text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT))))
                .orElse(absent);
    }
}
