package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.schemas.Schemas;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keeps `metadata.managedFields` through writes, and merges what is applied. Trees given are never changed; those
/// returned may share parts with them. Safe for many threads.
///
/// Source: `k8s.io/apimachinery/pkg/util/managedfields/internal/fieldmanager.go` and the managers it chains.
public final class FieldManagers {
    private final Schemas schemas;
    private final Versions versions;

    public FieldManagers(Schemas schemas, Versions versions) {
        this.schemas = schemas;
        this.versions = versions;
    }

    /// The object to be stored for a create.
    ///
    /// @param created with defaults, as it would be stored
    public ObjectNode onCreate(Act act, ObjectNode created) {
        Ownership ownership =
                isReset(created) ? new Ownership() : Ownership.decode(created).orElseGet(Ownership::new);
        ObjectNode plain = Ownership.strip(created);
        update(act, nothing(act), plain, ownership);
        return ownership.encodeInto(plain);
    }

    /// The object to be stored for an update or a patch other than apply.
    ///
    /// @param live    as stored, in the version of the request
    /// @param changed with defaults, as it would be stored
    public ObjectNode onUpdate(Act act, ObjectNode live, ObjectNode changed) {
        Ownership ownership = claimed(act, live, changed);
        ObjectNode plain = Ownership.strip(changed);
        if (ownership.isEmpty()) {
            return plain; // nobody's fields are tracked until somebody applies
        }
        update(act, Ownership.strip(live), plain, ownership);
        return ownership.encodeInto(plain);
    }

    /// The object to be stored for an apply: still without the defaults of what the apply added, and with null where
    /// something became empty, for whoever decodes it. The same as `live` where it changes nothing.
    ///
    /// @param live    empty where there is no such object yet
    /// @param applied the request's body
    /// @throws ApiError 409 with a cause for each field that another manager owns, unless `force`;
    ///     400 for a body that cannot be applied, 500 for one that does not fit the schema
    public ObjectNode onApply(Act act, Optional<ObjectNode> live, ObjectNode applied, boolean force) {
        Application application = new Application(schemas, versions, act, applied);
        application.check();
        Ownership ownership = live.map(object -> Ownership.decode(object)
                        .orElseThrow(() -> ApiError.badRequest("failed to decode managed fields")))
                .orElseGet(Ownership::new);
        ObjectNode plain = live.map(Ownership::strip).orElseGet(() -> nothing(act));
        if (ownership.isEmpty() && live.isPresent()) {
            Act before = new Act(act.type(), act.subresource(), "before-first-apply", act.time());
            update(before, nothing(act), plain, ownership);
        }
        ObjectNode result = application.to(plain, ownership, force);
        return ownership.encodeInto(result);
    }

    private void update(Act act, ObjectNode live, ObjectNode changed, Ownership ownership) {
        Claims claims = new Claims(schemas, versions, act);
        Contest contest = claims.contest(live, changed, ownership.owners(), Optional.empty());
        contest.settle(ownership.owners());
        FieldSet taken = claims.taken(contest.change()).difference(SystemFields.PATHS);
        if (!taken.isEmpty()) {
            Owner owner = Owner.updater(manager(act), act.type().apiVersion(), act.subresource());
            Owned before = ownership.owners().get(owner);
            FieldSet all = before == null ? taken : taken.union(before.fields());
            ownership.owners().put(owner, new Owned(all, owner.apiVersion(), time(act)));
        }
        UpdaterLimit.keep(ownership.owners());
    }

    /// What the request says about ownership, or else what is stored: a client that does not know the field must not
    /// remove it by accident.
    private static Ownership claimed(Act act, ObjectNode live, ObjectNode changed) {
        if (act.subresource().isEmpty()) {
            if (isReset(changed)) {
                return new Ownership();
            }
            Optional<Ownership> given = Ownership.decode(changed).filter(ownership -> !ownership.isEmpty());
            if (given.isPresent()) {
                return given.get();
            }
        }
        return Ownership.decode(live).orElseGet(Ownership::new);
    }

    /// An empty list, or one empty entry, is a client's wish that nobody owns anything.
    private static boolean isReset(ObjectNode changed) {
        JsonNode fields = changed.path("metadata").path(Ownership.FIELD);
        boolean oneEmpty =
                fields.size() == 1 && fields.get(0).isObject() && fields.get(0).isEmpty();
        return fields.isArray() && (fields.isEmpty() || oneEmpty);
    }

    static String manager(Act act) {
        return act.manager().isEmpty() ? "unknown" : act.manager();
    }

    static String time(Act act) {
        return act.time().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ObjectNode nothing(Act act) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", act.type().apiVersion())
                .put("kind", act.type().kind());
    }
}
