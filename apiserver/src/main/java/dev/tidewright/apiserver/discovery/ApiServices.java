package dev.tidewright.apiserver.discovery;

import dev.tidewright.apiserver.resources.ApiVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// APIService objects that mirror what is served, as kube-aggregator keeps them.
public final class ApiServices {
    private ApiServices() {}

    /// Whether the server behind an aggregated API answers.
    ///
    /// @param reason `Passed`, `Local`, `FailedDiscoveryCheck`, `MissingEndpoints`
    public record Availability(boolean available, String reason, String message) {
        public static final Availability PASSED = new Availability(true, "Passed", "all checks passed");
        static final Availability LOCAL = new Availability(true, "Local", "Local APIServices are always available");
    }

    /// The object without uid and resourceVersion.
    ///
    /// @param since        when it was made and last changed its availability
    /// @param availability of the server behind it; not looked at where this server answers itself
    /// @return empty for `apiregistration.k8s.io`, which has none
    public static Optional<ObjectNode> object(ApiVersion version, Instant since, Availability availability) {
        if (version.group().equals("apiregistration.k8s.io")) {
            return Optional.empty();
        }
        String time = since.truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode object = Nodes.typed("apiregistration.k8s.io/v1", "APIService");
        ObjectNode metadata = object.putObject("metadata").put("name", version.version() + "." + version.group());
        metadata.put("creationTimestamp", time);
        if (version.local()) {
            metadata.putObject("labels")
                    .put("kube-aggregator.kubernetes.io/automanaged", version.custom() ? "true" : "onstart");
        }
        spec(object.putObject("spec"), version);
        Availability shown = version.local() ? Availability.LOCAL : availability;
        object.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("lastTransitionTime", time)
                .put("message", shown.message)
                .put("reason", shown.reason)
                .put("status", shown.available ? "True" : "False")
                .put("type", "Available");
        return Optional.of(object);
    }

    private static void spec(ObjectNode spec, ApiVersion version) {
        if (!version.group().isEmpty()) {
            spec.put("group", version.group());
        }
        spec.put("groupPriorityMinimum", version.groupPriority());
        if (!version.local()) {
            boolean resources = version.group().equals("metrics.k8s.io");
            spec.put("insecureSkipTLSVerify", true)
                    .putObject("service")
                    .put("name", resources ? "metrics-server" : "prometheus-adapter")
                    .put("namespace", resources ? "kube-system" : "monitoring")
                    .put("port", 443);
        }
        spec.put("version", version.version()).put("versionPriority", version.versionPriority());
    }
}
