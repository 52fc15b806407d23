package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A pod's volumes. Source: `ValidateVolumes`, its common sources.
final class VolumeChecks {
    /// The field that each source needs.
    private static final Map<String, String> NEEDED = Map.ofEntries(
            Map.entry("hostPath", "path"),
            Map.entry("configMap", "name"),
            Map.entry("secret", "secretName"),
            Map.entry("persistentVolumeClaim", "claimName"),
            Map.entry("csi", "driver"));

    private VolumeChecks() {}

    static void check(Faults faults, JsonNode volumes, String path) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < volumes.size(); i++) {
            JsonNode volume = volumes.get(i);
            String at = path + "[" + i + "]";
            sources(faults, volume, at);
            String name = Checks.text(volume, "name");
            if (name.isEmpty()) {
                faults.required(at + ".name", "");
            } else {
                List<String> form = Formats.label(name);
                Checks.all(faults, at + ".name", name, form);
                if (form.isEmpty() && !names.add(name)) {
                    faults.duplicate(at + ".name", volume.path("name"));
                }
            }
        }
    }

    private static void sources(Faults faults, JsonNode volume, String path) {
        int kinds = 0;
        for (Map.Entry<String, JsonNode> source : volume.properties()) {
            String kind = source.getKey();
            if (kind.equals("name") || source.getValue().isNull()) {
                continue;
            }
            if (kinds++ > 0) {
                faults.forbidden(path + "." + kind, "may not specify more than 1 volume type");
            } else if (NEEDED.containsKey(kind)
                    && Checks.text(source.getValue(), NEEDED.getOrDefault(kind, ""))
                            .isEmpty()) {
                faults.required(path + "." + kind + "." + NEEDED.get(kind), "");
            }
        }
        if (kinds == 0) {
            faults.required(path, "must specify a volume type");
        }
    }
}
