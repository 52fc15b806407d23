package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.defaulting.Trees;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The LimitRanger plugin: gives containers the namespace's requests and limits, and holds them to its bounds.
/// Source: `plugin/pkg/admission/limitranger` of Kubernetes 1.34.
final class LimitRanges {
    private static final String ANNOTATION = "kubernetes.io/limit-ranger";

    private final Neighbours neighbours;

    LimitRanges(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    void admit(String namespace, ObjectNode pod) {
        List<ObjectNode> ranges = neighbours.list("LimitRange", namespace);
        ranges.forEach(range -> fill(range, pod));
        List<String> faults = new ArrayList<>();
        ranges.forEach(range -> check(range, pod, faults));
        if (!faults.isEmpty()) {
            String text = faults.size() == 1 ? faults.getFirst() : "[" + String.join(", ", faults) + "]";
            throw PodPlugins.forbidden(pod.path("metadata").path("name").asString(""), text);
        }
    }

    private static void fill(ObjectNode range, ObjectNode pod) {
        Map<String, JsonNode> requests = new TreeMap<>();
        Map<String, JsonNode> limits = new TreeMap<>();
        for (JsonNode limit : range.path("spec").path("limits")) {
            if (limit.path("type").asString("").equals("Container")) {
                limit.path("defaultRequest").properties().forEach(one -> requests.put(one.getKey(), one.getValue()));
                limit.path("default").properties().forEach(one -> limits.put(one.getKey(), one.getValue()));
            }
        }
        List<String> notes = new ArrayList<>();
        for (String list : List.of("containers", "initContainers")) {
            String what = list.equals("containers") ? "container " : "init container ";
            for (ObjectNode container : Trees.objects(pod.path("spec").path(list))) {
                String name = what + container.path("name").asString("");
                merge(container, "requests", requests, " request for " + name, notes);
                merge(container, "limits", limits, " limit for " + name, notes);
            }
        }
        if (!notes.isEmpty()) {
            Trees.object(Trees.object(pod, "metadata"), "annotations")
                    .put(ANNOTATION, "LimitRanger plugin set: " + String.join("; ", notes));
        }
    }

    private static void merge(
            ObjectNode container, String field, Map<String, JsonNode> defaults, String note, List<String> notes) {
        if (defaults.isEmpty()) {
            return;
        }
        ObjectNode amounts = Trees.object(Trees.object(container, "resources"), field);
        List<String> added = new ArrayList<>();
        defaults.forEach((resource, amount) -> {
            if (!amounts.has(resource)) {
                amounts.set(resource, amount);
                added.add(resource);
            }
        });
        if (!added.isEmpty()) {
            notes.add(String.join(", ", added) + note);
        }
    }

    private static void check(ObjectNode range, ObjectNode pod, List<String> faults) {
        for (JsonNode limit : range.path("spec").path("limits")) {
            if (limit.path("type").asString("").equals("Container")) {
                for (JsonNode container : pod.path("spec").path("containers")) {
                    bounds(limit, container.path("resources"), "Container", faults);
                }
            }
        }
    }

    private static void bounds(JsonNode limit, JsonNode resources, String type, List<String> faults) {
        for (Map.Entry<String, JsonNode> least : limit.path("min").properties()) {
            JsonNode request = resources.path("requests").path(least.getKey());
            String per = "minimum " + least.getKey() + " usage per " + type + " is "
                    + least.getValue().asString("");
            if (request.isMissingNode()) {
                faults.add(per + ".  No request is specified");
            } else if (amount(request).compareTo(amount(least.getValue())) < 0) {
                faults.add(per + ", but request is " + request.asString(""));
            }
        }
        for (Map.Entry<String, JsonNode> most : limit.path("max").properties()) {
            JsonNode bound = resources.path("limits").path(most.getKey());
            String per = "maximum " + most.getKey() + " usage per " + type + " is "
                    + most.getValue().asString("");
            if (bound.isMissingNode()) {
                faults.add(per + ".  No limit is specified");
            } else if (amount(bound).compareTo(amount(most.getValue())) > 0) {
                faults.add(per + ", but limit is " + bound.asString(""));
            }
        }
    }

    private static Quantity amount(JsonNode quantity) {
        return Quantity.parse(quantity.asString("0"));
    }
}
