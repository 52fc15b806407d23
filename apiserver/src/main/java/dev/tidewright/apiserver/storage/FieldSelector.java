package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.core.objects.KubeObject;
import java.util.ArrayList;
import java.util.List;

/// The query parameter `fieldSelector`: `status.phase!=Running,spec.nodeName=n1`.
///
/// Source: `k8s.io/apimachinery/pkg/fields`; which fields a kind has, `pkg/apis/*/conversion.go`.
public record FieldSelector(List<Term> terms) {
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    /// One comparison.
    record Term(String field, boolean equal, String value) {}

    public FieldSelector {
        terms = List.copyOf(terms);
    }

    /// @throws ApiError 400 for a text that is none, or for a field that the kind cannot be selected by
    public static FieldSelector parse(String text, ResourceType type) {
        if (text.isBlank()) {
            return EVERYTHING;
        }
        List<Term> terms = new ArrayList<>();
        for (String part : text.split("(?<!\\\\),")) {
            if (!part.isBlank()) {
                terms.add(term(part.strip(), type));
            }
        }
        return new FieldSelector(terms);
    }

    private static Term term(String part, ResourceType type) {
        int at = part.indexOf('=');
        if (at <= 0) {
            throw ApiError.badRequest("invalid selector: '" + part + "'; can't understand '" + part + "'");
        }
        boolean equal = part.charAt(at - 1) != '!';
        String field = part.substring(0, equal ? at : at - 1).strip();
        String value = part.substring(part.startsWith("==", at) ? at + 2 : at + 1);
        if (!SelectableFields.has(type, field)) {
            throw ApiError.badRequest("Unable to find \"" + type.apiVersion() + ", Resource=" + type.plural()
                    + "\" that match label selector \"\", field selector \"" + part
                    + "\": field label not supported: " + field);
        }
        return new Term(field, equal, value.replaceAll("\\\\(.)", "$1").strip());
    }

    boolean matches(KubeObject object) {
        for (Term term : terms) {
            if (SelectableFields.value(object, term.field()).equals(term.value()) != term.equal()) {
                return false;
            }
        }
        return true;
    }
}
