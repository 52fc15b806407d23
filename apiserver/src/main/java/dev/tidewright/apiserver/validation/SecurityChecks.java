package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Security contexts of pods and containers. Source: `validatePodSpecSecurityContext`, `ValidateSecurityContext`.
record SecurityChecks(Faults faults) {
    private static final String SYSCTL = "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
    private static final long HIGHEST_ID = Integer.MAX_VALUE;
    private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");
    /// In the order of upstream's internal structure.
    private static final List<String> GO_FIELDS = List.of(
            "Capabilities",
            "Privileged",
            "SELinuxOptions",
            "WindowsOptions",
            "RunAsUser",
            "RunAsGroup",
            "RunAsNonRoot",
            "ReadOnlyRootFilesystem",
            "AllowPrivilegeEscalation",
            "ProcMount",
            "SeccompProfile",
            "AppArmorProfile");

    void pod(JsonNode context, String path) {
        for (String id : List.of("fsGroup", "runAsUser", "runAsGroup")) {
            identity(context.path(id), path + "." + id);
        }
        int i = 0;
        for (JsonNode group : context.path("supplementalGroups")) {
            identity(group, path + ".supplementalGroups[" + i++ + "]");
        }
        sysctls(context.path("sysctls"), path + ".sysctls");
        if (context.has("fsGroupChangePolicy")) {
            Checks.oneOf(faults, context, "fsGroupChangePolicy", path, List.of("Always", "OnRootMismatch"));
        }
        profile(context.path("seccompProfile"), path + ".seccompProfile");
    }

    private void sysctls(JsonNode sysctls, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < sysctls.size(); i++) {
            String name = Checks.text(sysctls.get(i), "name");
            String at = path + "[" + i + "].name";
            if (name.isEmpty()) {
                faults.required(at, "");
            } else if (!name.matches(SYSCTL)) {
                faults.invalid(at, name, "must have at most 253 characters and match regex " + SYSCTL);
            } else if (!seen.add(name)) {
                faults.duplicate(at, sysctls.get(i).path("name"));
            }
        }
    }

    void container(JsonNode context, String path) {
        identity(context.path("runAsUser"), path + ".runAsUser");
        identity(context.path("runAsGroup"), path + ".runAsGroup");
        if (context.has("procMount")) {
            Checks.oneOf(faults, context, "procMount", path, List.of("Default", "Unmasked"));
        }
        profile(context.path("seccompProfile"), path + ".seccompProfile");
        boolean privileged = context.path("privileged").asBoolean(false);
        if (privileged && !context.path("allowPrivilegeEscalation").asBoolean(true)) {
            faults.invalid(
                    path, goForm(context), "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
    }

    private void profile(JsonNode profile, String path) {
        if (!profile.isObject()) {
            return;
        }
        String type = Checks.text(profile, "type");
        boolean named = profile.has("localhostProfile");
        if (type.isEmpty()) {
            faults.required(path + ".type", "type is required when seccompProfile is set");
        } else if (!PROFILES.contains(type)) {
            faults.unsupported(path + ".type", type, PROFILES);
        } else if (type.equals("Localhost") && !named) {
            faults.required(path + ".localhostProfile", "must be set when seccomp type is Localhost");
        } else if (!type.equals("Localhost") && named) {
            faults.invalid(
                    path + ".localhostProfile",
                    profile.path("localhostProfile"),
                    "can only be set when seccomp type is Localhost");
        }
    }

    private void identity(JsonNode id, String path) {
        if (id.isNumber() && (id.asLong() < 0 || id.asLong() > HIGHEST_ID)) {
            faults.invalid(path, id, "must be between 0 and " + HIGHEST_ID + ", inclusive");
        }
    }

    private static JsonNode goForm(JsonNode context) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (String field : GO_FIELDS) {
            String name = field.startsWith("SE")
                    ? "seLinuxOptions"
                    : Character.toLowerCase(field.charAt(0)) + field.substring(1);
            shown.set(field, context.has(name) ? context.get(name) : JsonNodeFactory.instance.nullNode());
        }
        return shown;
    }
}
