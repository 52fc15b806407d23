package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.schemas.Schemas;
import dev.tidewright.apiserver.schemas.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One server-side apply.
final class Application {
    private final Claims claims;
    private final Act act;
    private final ObjectNode applied;
    private final Owner owner;

    Application(Schemas schemas, Versions versions, Act act, ObjectNode applied) {
        this.claims = new Claims(schemas, versions, act);
        this.act = act;
        this.applied = applied;
        this.owner = Owner.applier(FieldManagers.manager(act), act.subresource());
    }

    /// @throws ApiError where the body is none that can be applied here
    void check() {
        String apiVersion = applied.path("apiVersion").asString("");
        String kind = applied.path("kind").asString("");
        if (!apiVersion.equals(act.type().apiVersion())
                || !kind.equals(act.type().kind())) {
            throw ApiError.badRequest("invalid object type: " + shown(apiVersion, kind));
        }
        JsonNode metadata = applied.path("metadata");
        if (metadata.hasNonNull(Ownership.FIELD)) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        String what = metadata.path("namespace").asString("") + "/"
                + metadata.path("name").asString("") + "; " + shown(apiVersion, kind);
        TypedCheck.check(applied, claims.schema(), what);
    }

    private static String shown(String apiVersion, String kind) {
        return (apiVersion.contains("/") ? apiVersion : "/" + apiVersion) + ", Kind=" + kind;
    }

    /// The object after the apply; `ownership` is brought up to it.
    ///
    /// @throws ApiError 409 where it would take fields from others
    ObjectNode to(ObjectNode live, Ownership ownership, boolean force) {
        Map<Owner, Owned> owners = new LinkedHashMap<>(ownership.owners());
        Owned last = owners.get(owner);
        FieldSet claimed = claims.claimed(applied);
        owners.put(owner, new Owned(claimed, act.type().apiVersion(), last == null ? "" : last.time()));
        ObjectNode merged = Merge.of(live, applied, claims.schema());
        ObjectNode next = last == null ? merged : claims.prune(merged, owners, last);
        Contest contest = claims.contest(live, next, owners, Optional.of(owner));
        if (!force) {
            refuse(live, contest.lost());
        }
        contest.settle(owners);
        owners.computeIfPresent(owner, (_, owned) -> own(owned));
        boolean changed = !Values.same(live, next);
        if (changed) {
            owners.computeIfPresent(
                    owner, (_, owned) -> new Owned(owned.fields(), owned.apiVersion(), FieldManagers.time(act)));
        }
        ObjectNode result = changed ? next : live;
        ownership.owners().clear();
        ownership.owners().putAll(owners);
        return owner.manager().equals(LastApplied.MANAGER) ? LastApplied.refreshed(result, applied) : result;
    }

    private static @Nullable Owned own(Owned owned) {
        FieldSet fields = owned.fields().difference(SystemFields.PATHS);
        return fields.isEmpty() ? null : owned.with(fields);
    }

    private void refuse(ObjectNode live, Map<Owner, FieldSet> lost) {
        Map<Owner, FieldSet> refused = lost;
        if (owner.manager().equals(LastApplied.MANAGER) && !lost.isEmpty()) {
            Optional<FieldSet> allowed = LastApplied.untouched(live, act.type().apiVersion(), claims.schema());
            if (allowed.isPresent()) {
                refused = new LinkedHashMap<>(lost);
                refused.replaceAll((_, fields) -> fields.difference(allowed.get()));
                refused.values().removeIf(FieldSet::isEmpty);
            }
        }
        if (!refused.isEmpty()) {
            throw Conflicts.error(refused);
        }
    }
}
