package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.schemas.Schema;
import dev.tidewright.apiserver.schemas.Schemas;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Works out, for one write, who owns what after it.
///
/// Source of the rules: structured-merge-diff, `merge/update.go`.
final class Claims {
    private final Schemas schemas;
    private final Versions versions;
    private final ResourceType type;
    private final FieldSet reset;

    Claims(Schemas schemas, Versions versions, Act act) {
        this.schemas = schemas;
        this.versions = versions;
        this.type = act.type();
        this.reset = ResetFields.of(act.type(), act.subresource());
    }

    /// The schema of the kind in the version of the request.
    Schema schema() {
        return schemas.find(type.apiVersion(), type.kind()).orElse(Schema.ANYTHING);
    }

    /// What a document claims for the one who applies it.
    FieldSet claimed(ObjectNode applied) {
        return DocumentFields.of(applied, schema()).without(reset);
    }

    /// What the writer of a change owns through it.
    FieldSet taken(Comparison change) {
        return change.modified().union(change.added()).without(reset);
    }

    /// @param writer whose own fields are not contested
    Contest contest(ObjectNode live, ObjectNode next, Map<Owner, Owned> owners, Optional<Owner> writer) {
        Comparison change = Comparison.of(live, next, schema()).without(reset);
        Map<String, Optional<Comparison>> changes = new LinkedHashMap<>();
        changes.put(type.apiVersion(), Optional.of(change));
        Map<Owner, FieldSet> lost = new LinkedHashMap<>();
        Map<Owner, FieldSet> gone = new LinkedHashMap<>();
        Set<Owner> obsolete = new LinkedHashSet<>();
        for (Map.Entry<Owner, Owned> entry : owners.entrySet()) {
            if (writer.filter(entry.getKey()::equals).isPresent()) {
                continue;
            }
            Owned owned = entry.getValue();
            changes.computeIfAbsent(owned.apiVersion(), version -> change(live, next, version))
                    .ifPresentOrElse(
                            other -> {
                                put(lost, entry.getKey(), contested(owned.fields(), other));
                                put(gone, entry.getKey(), other.removed());
                            },
                            () -> obsolete.add(entry.getKey()));
        }
        return new Contest(change, lost, gone, obsolete);
    }

    private static FieldSet contested(FieldSet owned, Comparison change) {
        return owned.intersection(change.modified()).union(owned.intersection(change.added()));
    }

    private static void put(Map<Owner, FieldSet> sets, Owner owner, FieldSet set) {
        if (!set.isEmpty()) {
            sets.put(owner, set);
        }
    }

    private Optional<Comparison> change(ObjectNode live, ObjectNode next, String version) {
        return schemas.find(version, type.kind())
                .map(schema -> Comparison.of(convert(live, version), convert(next, version), schema)
                        .without(reset));
    }

    /// `merged` without what the applier owned and did not name again, unless somebody else owns it.
    ///
    /// @param owners among them the applier, with what it names now
    /// @param last   what the applier owned before
    ObjectNode prune(ObjectNode merged, Map<Owner, Owned> owners, Owned last) {
        Optional<Schema> found = schemas.find(last.apiVersion(), type.kind());
        if (last.fields().isEmpty() || found.isEmpty()) {
            return merged;
        }
        Schema schema = found.get();
        ObjectNode whole = convert(merged, last.apiVersion());
        FieldSet before = last.fields().withNamedFields(schema);
        ObjectNode pruned = remove(whole, before, schema);
        pruned = giveBack(whole, pruned, last.apiVersion(), owners);
        FieldSet gone = named(whole, schema).difference(named(pruned, schema)).intersection(before);
        return convert(remove(whole, gone, schema), type.apiVersion());
    }

    private ObjectNode giveBack(ObjectNode whole, ObjectNode pruned, String version, Map<Owner, Owned> owners) {
        Map<String, FieldSet> owned = new LinkedHashMap<>();
        owned.put(version, FieldSet.EMPTY);
        for (Owned other : owners.values()) {
            owned.merge(other.apiVersion(), other.fields(), FieldSet::union);
        }
        ObjectNode kept = pruned;
        for (Map.Entry<String, FieldSet> entry : owned.entrySet()) {
            Optional<Schema> found = schemas.find(entry.getKey(), type.kind());
            if (found.isPresent()) {
                Schema schema = found.get();
                ObjectNode all = convert(whole, entry.getKey());
                FieldSet wanted = named(convert(kept, entry.getKey()), schema)
                        .union(entry.getValue().withNamedFields(schema));
                ObjectNode result = remove(all, named(all, schema).difference(wanted), schema);
                kept = convert(result, version);
            }
        }
        return kept;
    }

    private static FieldSet named(ObjectNode object, Schema schema) {
        return DocumentFields.of(object, schema).withNamedFields(schema);
    }

    private static ObjectNode remove(ObjectNode object, FieldSet gone, Schema schema) {
        JsonNode left = Removal.of(object, gone, schema);
        return left instanceof ObjectNode kept ? kept : object.objectNode();
    }

    private ObjectNode convert(ObjectNode object, String version) {
        JsonNode current = object.path("apiVersion");
        return current.isString() && !current.stringValue().equals(version)
                ? versions.convert(object, version)
                : object;
    }
}
