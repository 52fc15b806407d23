package dev.tidewright.apiserver.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Rows of volumes and what provides them. Source: `pkg/printers/internalversion` of Kubernetes 1.34.
final class StorageRows {
    private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
    private static final List<String> DEFAULT_ANNOTATIONS =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    private StorageRows() {}

    static void volume(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode claim = spec.path("claimRef");
        cells.name(object)
                .text(spec.path("capacity").path("storage"), "0")
                .text(modes(spec.path("accessModes")))
                .text(spec.path("persistentVolumeReclaimPolicy"), "")
                .text(phase(object))
                .text(
                        claim.isObject()
                                ? claim.path("namespace").asString("") + "/"
                                        + claim.path("name").asString("")
                                : "")
                .text(storageClass(object))
                .text(spec.path("volumeAttributesClassName"), Cells.UNSET)
                .text(object.path("status").path("reason"), "")
                .age(object)
                .text(spec.path("volumeMode"), Cells.UNSET);
    }

    static void claim(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        String volume = spec.path("volumeName").asString("");
        cells.name(object)
                .text(phase(object))
                .text(volume)
                .text(
                        volume.isEmpty()
                                ? ""
                                : Cells.textOr(status.path("capacity").path("storage"), "0"))
                .text(volume.isEmpty() ? "" : modes(status.path("accessModes")))
                .text(storageClass(object))
                .text(spec.path("volumeAttributesClassName"), Cells.UNSET)
                .age(object)
                .text(spec.path("volumeMode"), Cells.UNSET);
    }

    private static String phase(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp")
                ? "Terminating"
                : object.path("status").path("phase").asString("");
    }

    private static String storageClass(JsonNode object) {
        JsonNode annotation = object.path("metadata").path("annotations").path(CLASS_ANNOTATION);
        return annotation.isString()
                ? annotation.asString()
                : object.path("spec").path("storageClassName").asString("");
    }

    private static String modes(JsonNode modes) {
        Set<String> given = modes.valueStream().map(mode -> mode.asString("")).collect(Collectors.toSet());
        List<String> shown = new ArrayList<>();
        add(shown, given.contains("ReadWriteOnce"), "RWO");
        add(shown, given.contains("ReadOnlyMany"), "ROX");
        add(shown, given.contains("ReadWriteMany"), "RWX");
        add(shown, given.contains("ReadWriteOncePod"), "RWOP");
        return String.join(",", shown);
    }

    private static void add(List<String> shown, boolean holds, String mode) {
        if (holds) {
            shown.add(mode);
        }
    }

    static void storageClass(Cells cells, JsonNode object) {
        JsonNode annotations = object.path("metadata").path("annotations");
        boolean standard = DEFAULT_ANNOTATIONS.stream()
                .anyMatch(name -> annotations.path(name).asString("").equals("true"));
        cells.text(object.path("metadata").path("name").asString("") + (standard ? " (default)" : ""))
                .text(object.path("provisioner"), "")
                .text(object.path("reclaimPolicy"), "Delete")
                .text(object.path("volumeBindingMode"), "Immediate")
                .truth(object.path("allowVolumeExpansion"), false)
                .age(object);
    }

    static void attributesClass(Cells cells, JsonNode object) {
        cells.name(object).text(object.path("driverName"), "").age(object);
    }

    static void attachment(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        cells.name(object)
                .text(spec.path("attacher"), "")
                .text(spec.path("source").path("persistentVolumeName"), "")
                .text(spec.path("nodeName"), "")
                .truth(object.path("status").path("attached"), false)
                .age(object);
    }

    static void csiNode(Cells cells, JsonNode object) {
        cells.name(object).number(object.path("spec").path("drivers").size()).age(object);
    }

    static void csiDriver(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode tokens = spec.path("tokenRequests");
        String modes = Cells.joined(spec.path("volumeLifecycleModes"));
        cells.name(object)
                .truth(spec.path("attachRequired"), true)
                .truth(spec.path("podInfoOnMount"), false)
                .truth(spec.path("storageCapacity"), false)
                .text(tokens.isArray() ? Cells.joined(tokens, "audience") : Cells.UNSET)
                .truth(spec.path("requiresRepublish"), false)
                .text(modes.isEmpty() ? Cells.NONE : modes)
                .age(object);
    }
}
