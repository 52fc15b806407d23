package dev.tidewright.cluster.documents.write;

import dev.tidewright.cluster.documents.JsonOrigin;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Toleration;
import dev.tidewright.core.objects.Volume;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the spec of pods: the document it was read from, with images, resources and tolerations as they are now.
/// Without a document, what is known of it.
public final class PodSpecTrees {
    private PodSpecTrees() {}

    /// `spec.template` of a workload.
    public static ObjectNode template(PodTemplate template, JsonNode origin) {
        ObjectNode tree = Nodes.shallow(origin);
        ObjectNode meta = Nodes.shallow(origin.path("metadata"));
        Nodes.texts(meta, "labels", template.labels());
        Nodes.texts(meta, "annotations", template.annotations());
        tree.set("metadata", meta);
        tree.set("spec", spec(template.spec(), false));
        return tree;
    }

    /// `spec` of a pod, without its node.
    public static ObjectNode spec(PodSpec spec) {
        return spec(spec, true);
    }

    /// @param filled whether requests that follow from limits are written: in a pod they are, in a template not
    private static ObjectNode spec(PodSpec spec, boolean filled) {
        JsonNode origin = spec.origin() instanceof JsonOrigin known ? known.tree() : MissingNode.getInstance();
        ObjectNode tree = Nodes.shallow(origin);
        containers(tree, "initContainers", spec.initContainers(), origin, filled);
        containers(tree, "containers", spec.containers(), origin, filled);
        tolerations(tree, spec.tolerations(), origin);
        if (origin.isMissingNode()) {
            made(tree, spec);
        }
        if (spec.priority() != 0) {
            tree.put("priority", spec.priority());
            Nodes.text(tree, "priorityClassName", spec.priorityClass());
        }
        return tree;
    }

    /// Of a spec that was made, not read.
    private static void made(ObjectNode tree, PodSpec spec) {
        if (!spec.volumes().isEmpty()) {
            ArrayNode volumes = tree.putArray("volumes");
            spec.volumes().forEach(volume -> volumes.add(volume(volume)));
        }
        Nodes.texts(tree, "nodeSelector", spec.nodeSelector());
        tree.put("restartPolicy", spec.restartPolicy());
        tree.put("terminationGracePeriodSeconds", spec.terminationGrace().toSeconds());
        tree.put("schedulerName", spec.schedulerName());
        tree.put("preemptionPolicy", spec.preemptionPolicy());
        tree.put("dnsPolicy", "ClusterFirst");
        tree.put("enableServiceLinks", true);
        tree.putObject("securityContext");
        if (spec.hostNetwork()) {
            tree.put("hostNetwork", true);
        }
    }

    private static ObjectNode volume(Volume volume) {
        ObjectNode tree = Nodes.object();
        tree.put("name", volume.name());
        ObjectNode source = tree.putObject(volume.source());
        if (volume.source().equals("persistentVolumeClaim")) {
            source.put("claimName", volume.claim());
        }
        Nodes.text(source, "medium", volume.medium());
        return tree;
    }

    private static void containers(
            ObjectNode tree, String name, List<Container> containers, JsonNode origin, boolean filled) {
        if (containers.isEmpty()) {
            return;
        }
        ArrayNode items = Nodes.array();
        for (Container container : containers) {
            items.add(container(container, named(origin.path(name), container.name()), filled));
        }
        tree.set(name, items);
    }

    private static JsonNode named(JsonNode items, String name) {
        for (JsonNode item : items) {
            if (item.path("name").asString("").equals(name)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private static ObjectNode container(Container container, JsonNode origin, boolean filled) {
        ObjectNode tree = Nodes.shallow(origin);
        tree.put("name", container.name());
        Nodes.text(tree, "image", container.image());
        JsonNode written = origin.path("resources");
        ObjectNode resources = Nodes.shallow(written);
        amounts(resources, "limits", container.limits(), Resources.NONE, written.path("limits"));
        amounts(
                resources,
                "requests",
                container.requests(),
                filled ? Resources.NONE : container.limits(),
                written.path("requests"));
        tree.set("resources", resources);
        return tree;
    }

    /// As written where it still says the same: `1000m` stays `1000m`.
    ///
    /// @param implied what an amount that is not written counts as
    private static void amounts(
            ObjectNode resources, String name, Resources amounts, Resources implied, JsonNode written) {
        ObjectNode tree = Nodes.object();
        amounts.amounts().forEach((resource, amount) -> {
            String before = written.path(resource).asString("");
            if (before.isEmpty() && amount.equals(implied.amounts().get(resource))) {
                return;
            }
            boolean same = !before.isEmpty()
                    && dev.tidewright.core.units.Quantity.parse(before).compareTo(amount) == 0;
            tree.put(resource, same ? before : amount.toString());
        });
        if (tree.isEmpty()) {
            resources.remove(name);
        } else {
            resources.set(name, tree);
        }
    }

    private static void tolerations(ObjectNode tree, List<Toleration> tolerations, JsonNode origin) {
        JsonNode written = origin.path("tolerations");
        if (tolerations.size() == written.size()) {
            return; // tolerations are only ever added
        }
        ArrayNode items = Nodes.array();
        for (int i = 0; i < tolerations.size(); i++) {
            JsonNode known = written.path(i);
            items.add(known.isMissingNode() ? toleration(tolerations.get(i)) : known);
        }
        tree.set("tolerations", items);
    }

    private static ObjectNode toleration(Toleration toleration) {
        ObjectNode tree = Nodes.object();
        Nodes.text(tree, "key", toleration.key());
        tree.put("operator", MetaTrees.word(toleration.operator()));
        Nodes.text(tree, "value", toleration.value());
        Nodes.text(tree, "effect", toleration.effect());
        toleration.seconds().ifPresent(borne -> tree.put("tolerationSeconds", borne.toSeconds()));
        return tree;
    }
}
