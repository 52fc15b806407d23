package dev.tidewright.apiserver.apply;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Carries the ownership of a replica count between an object and its `scale`, which names the field otherwise.
///
/// To write a scale: make the Scale of the stored object with [#toScale], let [FieldManagers] change that (with the
/// type
/// Scale and the subresource `scale`), set the replicas, then [#toParent].
///
/// Source: `k8s.io/apimachinery/pkg/util/managedfields/scalehandler.go`.
public final class ScaleFields {
    private static final String SCALE_VERSION = "autoscaling/v1";
    private static final List<String> REPLICAS = List.of("spec", "replicas");

    private final Map<String, List<String>> places;
    private final String apiVersion;

    /// @param places     by the parent's versions, where it has its replica count, e.g. `apps/v1` -> `spec`, `replicas`
    /// @param apiVersion the parent's version in which new ownership is written
    public ScaleFields(Map<String, List<String>> places, String apiVersion) {
        this.places = new LinkedHashMap<>(places);
        this.apiVersion = apiVersion;
    }

    /// `scale` with the ownership of the replica count that `parent` has.
    public ObjectNode toScale(ObjectNode parent, ObjectNode scale) {
        Ownership scaled = new Ownership();
        Ownership.decode(parent).orElseGet(Ownership::new).owners().forEach((owner, owned) -> {
            List<String> place = places.get(owned.apiVersion());
            if (place != null && owned.fields().has(place)) {
                FieldSet fields = FieldSet.ofPath(REPLICAS.toArray(String[]::new));
                scaled.owners().put(owner, new Owned(fields, SCALE_VERSION, owned.time()));
            }
        });
        return scaled.encodeInto(scale);
    }

    /// `changed` with the ownership of `parent`, but of the replica count that which `scale` has.
    ///
    /// @param parent  as it was stored before
    /// @param changed the same with its new replica count
    public ObjectNode toParent(ObjectNode parent, ObjectNode changed, ObjectNode scale) {
        Map<Owner, Owned> before =
                Ownership.decode(parent).orElseGet(Ownership::new).owners();
        Map<Owner, Owned> scaled =
                Ownership.decode(scale).orElseGet(Ownership::new).owners();
        Ownership after = new Ownership();
        before.forEach((owner, owned) -> keep(after, owner, owned, scaled));
        FieldSet replicas = FieldSet.ofPath(place(apiVersion).toArray(String[]::new));
        scaled.forEach((owner, owned) -> {
            if (owned.fields().has(REPLICAS)) {
                // As upstream: the time of a new owner is not carried over.
                String time = before.containsKey(owner) ? before.get(owner).time() : "";
                after.owners().put(owner, new Owned(replicas, apiVersion, time));
            }
        });
        return after.encodeInto(changed);
    }

    private void keep(Ownership after, Owner owner, Owned owned, Map<Owner, Owned> scaled) {
        List<String> place = place(owned.apiVersion());
        if (!owned.fields().has(place) || scaled.containsKey(owner)) {
            after.owners().put(owner, owned);
            scaled.remove(owner);
            return;
        }
        FieldSet rest = owned.fields().difference(FieldSet.ofPath(place.toArray(String[]::new)));
        if (!rest.isEmpty()) {
            after.owners().put(owner, owned.with(rest));
        }
    }

    private List<String> place(String version) {
        return places.getOrDefault(version, REPLICAS);
    }
}
