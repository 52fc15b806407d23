package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A pod's volumes. Source: `ValidateVolumes`, its common sources.
final class VolumeChecks {
    private static final int HIGHEST_MODE = 0777;
    private static final String MODE = "must be a number between 0 and 0777 (octal), both inclusive";
    private static final List<String> HOST_TYPES = List.of(
            "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");
    /// The field that names what is mounted, for sources that hold keys.
    private static final Map<String, String> NAMES = Map.of("configMap", "name", "secret", "secretName");

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
            } else {
                source(faults, kind, source.getValue(), path + "." + kind);
            }
        }
        if (kinds == 0) {
            faults.required(path, "must specify a volume type");
        }
    }

    private static void source(Faults faults, String kind, JsonNode source, String path) {
        switch (kind) {
            case "configMap", "secret" -> {
                needed(faults, source, NAMES.getOrDefault(kind, "name"), path);
                mode(faults, source.path("defaultMode"), path + ".defaultMode");
                items(faults, source.path("items"), path + ".items");
            }
            case "hostPath" -> {
                needed(faults, source, "path", path);
                if (Checks.text(source, "path").contains("..")) {
                    faults.invalid(path + ".path", source.path("path"), "must not contain '..'");
                }
                Checks.oneOf(faults, source, "type", path, HOST_TYPES);
            }
            case "emptyDir" -> {
                if (source.has("sizeLimit")
                        && ResourceChecks.of(source.path("sizeLimit")).signum() < 0) {
                    faults.forbidden(path + ".sizeLimit", "SizeLimit field must be a valid resource quantity");
                }
            }
            case "persistentVolumeClaim" -> needed(faults, source, "claimName", path);
            case "nfs" -> nfs(faults, source, path);
            case "csi" -> {
                String driver = Checks.text(source, "driver");
                needed(faults, source, "driver", path);
                Checks.all(faults, path + ".driver", driver, Formats.subdomain(driver.toLowerCase(Locale.ROOT)));
            }
            case "ephemeral" -> {
                if (!source.path("volumeClaimTemplate").isObject()) {
                    faults.required(path + ".volumeClaimTemplate", "");
                }
            }
            case "downwardAPI" -> downward(faults, source, path, ".items");
            case "projected" -> projected(faults, source, path);
            default -> {} // of clouds that are not here
        }
    }

    private static void needed(Faults faults, JsonNode source, String field, String path) {
        if (Checks.text(source, field).isEmpty()) {
            faults.required(path + "." + field, "");
        }
    }

    private static void nfs(Faults faults, JsonNode source, String path) {
        needed(faults, source, "server", path);
        needed(faults, source, "path", path);
        String place = Checks.text(source, "path");
        if (!place.isEmpty() && !place.startsWith("/")) {
            faults.invalid(path + ".path", place, "must be an absolute path");
        }
    }

    private static void mode(Faults faults, JsonNode mode, String path) {
        if (mode.isNumber() && (mode.asInt() < 0 || mode.asInt() > HIGHEST_MODE)) {
            faults.invalid(path, mode, MODE);
        }
    }

    private static void items(Faults faults, JsonNode items, String path) {
        for (int i = 0; i < items.size(); i++) {
            String at = path + "[" + i + "]";
            needed(faults, items.get(i), "key", at);
            place(faults, items.get(i), at);
            mode(faults, items.get(i).path("mode"), at + ".mode");
        }
    }

    private static void place(Faults faults, JsonNode item, String path) {
        String place = Checks.text(item, "path");
        if (place.isEmpty()) {
            faults.required(path + ".path", "");
        }
        Formats.relativePath(place).forEach(fault -> faults.invalid(path + ".path", place, fault));
    }

    private static void downward(Faults faults, JsonNode source, String path, String list) {
        mode(faults, source.path("defaultMode"), path + ".defaultMode");
        JsonNode items = source.path("items");
        for (int i = 0; i < items.size(); i++) {
            place(faults, items.get(i), path + list + "[" + i + "]");
            if (items.get(i).has("fieldRef")) {
                EnvironmentChecks.field(faults, items.get(i).path("fieldRef"), path + ".fieldRef", true);
            }
        }
    }

    private static void projected(Faults faults, JsonNode source, String path) {
        mode(faults, source.path("defaultMode"), path + ".defaultMode");
        JsonNode sources = source.path("sources");
        for (int i = 0; i < sources.size(); i++) {
            JsonNode one = sources.get(i);
            String at = path + ".sources[" + i + "]";
            for (String kind : List.of("secret", "configMap")) {
                if (one.has(kind)) {
                    needed(faults, one.path(kind), "name", at + "." + kind);
                    items(faults, one.path(kind).path("items"), at + "." + kind + ".items");
                }
            }
            if (one.has("downwardAPI")) {
                downward(faults, one.path("downwardAPI"), at + ".downwardAPI", ".items");
            }
            if (one.has("serviceAccountToken")) {
                needed(faults, one.path("serviceAccountToken"), "path", at + ".serviceAccountToken");
            }
        }
    }
}
