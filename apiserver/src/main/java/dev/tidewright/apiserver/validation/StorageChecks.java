package dev.tidewright.apiserver.validation;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Volumes and claims to them. Source: `ValidatePersistentVolume`, `ValidatePersistentVolumeClaim`.
final class StorageChecks {
    private static final List<String> MODES =
            List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
    private static final List<String> VOLUME_MODES = List.of("Block", "Filesystem");
    private static final List<String> BESIDE_SOURCES = List.of(
            "accessModes",
            "capacity",
            "claimRef",
            "mountOptions",
            "nodeAffinity",
            "persistentVolumeReclaimPolicy",
            "storageClassName",
            "volumeAttributesClassName",
            "volumeMode");

    private StorageChecks() {}

    static void claim(Faults faults, JsonNode spec, String path) {
        JsonNode modes = spec.path("accessModes");
        if (modes.isEmpty()) {
            faults.required(path + ".accessModes", "at least 1 access mode is required");
        }
        Checks.selector(faults, spec.path("selector"), path + ".selector");
        accessModes(faults, modes, path);
        JsonNode storage = spec.path("resources").path("requests").path("storage");
        if (storage.isMissingNode()) {
            faults.required(path + ".resources[storage]", "");
        } else if (ResourceChecks.of(storage).signum() <= 0) {
            faults.invalid(path + ".resources[storage]", storage, "must be greater than zero");
        }
        String storageClass = Checks.text(spec, "storageClassName");
        if (!storageClass.isEmpty()) {
            Checks.all(faults, path + ".storageClassName", storageClass, Formats.subdomain(storageClass));
        }
        if (spec.has("volumeMode")) {
            Checks.oneOf(faults, spec, "volumeMode", path, VOLUME_MODES);
        }
    }

    private static void accessModes(Faults faults, JsonNode modes, String path) {
        boolean alone = false;
        for (JsonNode mode : modes) {
            if (!MODES.contains(mode.asString(""))) {
                faults.unsupported(path + ".accessModes", mode, MODES);
            }
            alone |= mode.asString("").equals("ReadWriteOncePod");
        }
        if (alone && modes.size() > 1) {
            faults.forbidden(path + ".accessModes", "may not use ReadWriteOncePod with other access modes");
        }
    }

    static void volume(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        if (spec.path("accessModes").isEmpty()) {
            faults.required("spec.accessModes", "");
        }
        accessModes(faults, spec.path("accessModes"), "spec");
        capacity(faults, spec.path("capacity"));
        sources(faults, spec);
        if (spec.has("persistentVolumeReclaimPolicy")) {
            List<String> policies = List.of("Delete", "Recycle", "Retain");
            Checks.oneOf(faults, spec, "persistentVolumeReclaimPolicy", "spec", policies);
        }
        String storageClass = Checks.text(spec, "storageClassName");
        if (!storageClass.isEmpty()) {
            Checks.all(faults, "spec.storageClassName", storageClass, Formats.subdomain(storageClass));
        }
        if (spec.has("volumeMode")) {
            Checks.oneOf(faults, spec, "volumeMode", "spec", VOLUME_MODES);
        }
    }

    private static void capacity(Faults faults, JsonNode capacity) {
        if (capacity.isEmpty()) {
            faults.required("spec.capacity", "");
        }
        JsonNode storage = capacity.path("storage");
        if (storage.isMissingNode()) {
            faults.unsupported("spec.capacity", capacity, List.of("storage"));
        } else if (ResourceChecks.of(storage).signum() < 0) {
            long value = ResourceChecks.of(storage).value();
            faults.invalid("spec.capacity[storage]", value, "must be a valid resource quantity");
        }
        if (!storage.isMissingNode() && ResourceChecks.of(storage).signum() <= 0) {
            faults.invalid("spec.capacity[storage]", storage, "must be greater than zero");
        }
    }

    private static void sources(Faults faults, JsonNode spec) {
        int kinds = 0;
        for (Map.Entry<String, JsonNode> source : spec.properties()) {
            String kind = source.getKey();
            if (BESIDE_SOURCES.contains(kind)) {
                continue;
            }
            if (kinds++ > 0) {
                faults.forbidden("spec." + kind, "may not specify more than 1 volume type");
            } else {
                source(faults, kind, source.getValue(), spec);
            }
        }
        if (kinds == 0) {
            faults.required("spec", "must specify a volume type");
        }
    }

    private static void source(Faults faults, String kind, JsonNode source, JsonNode spec) {
        List<String> needed = switch (kind) {
            case "hostPath", "local" -> List.of("path");
            case "nfs" -> List.of("server", "path");
            case "csi" -> List.of("driver", "volumeHandle");
            default -> List.of();
        };
        for (String field : needed) {
            if (Checks.text(source, field).isEmpty()) {
                faults.required("spec." + kind + "." + field, "");
            }
        }
        if (kind.equals("local") && !spec.path("nodeAffinity").isObject()) {
            faults.required("spec.nodeAffinity", "Local volume requires node affinity");
        }
    }
}
