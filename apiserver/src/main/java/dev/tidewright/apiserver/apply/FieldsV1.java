package dev.tidewright.apiserver.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The wire form of a field set: nested objects whose keys are path elements; `.` marks a member that has children.
final class FieldsV1 {
    private static final String SELF = ".";

    private FieldsV1() {}

    static ObjectNode encode(FieldSet set) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        write(set, out);
        return out;
    }

    private static void write(FieldSet set, ObjectNode out) {
        for (FieldSet.Entry entry : set.entries()) {
            ObjectNode inner = JsonNodeFactory.instance.objectNode();
            if (entry.member() && !entry.children().isEmpty()) {
                inner.set(SELF, JsonNodeFactory.instance.objectNode());
            }
            write(entry.children(), inner);
            out.set(PathText.encoded(entry.element()), inner);
        }
    }

    /// Elements of a kind that is not known are passed over.
    ///
    /// @throws IllegalArgumentException where a key is malformed
    static FieldSet decode(JsonNode fields) {
        List<FieldSet.Entry> entries = new ArrayList<>(fields.size());
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().equals(SELF)) {
                continue;
            }
            Optional<PathElement> element = PathText.decoded(field.getKey());
            if (element.isPresent()) {
                FieldSet children = decode(field.getValue());
                boolean member = children.isEmpty() || field.getValue().has(SELF);
                entries.add(new FieldSet.Entry(element.get(), member, children));
            }
        }
        entries.sort(Comparator.comparing(FieldSet.Entry::element));
        return FieldSet.of(entries);
    }
}
