package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Containers of a pod. Source: `validateContainers` in `pkg/apis/core/validation` of Kubernetes 1.34.
final class ContainerChecks {
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> MESSAGE_POLICIES = List.of("File", "FallbackToLogsOnError");

    private final Faults faults;
    private final JsonNode pod;
    private final String path;

    /// @param pod  a pod's spec
    /// @param path of the spec
    ContainerChecks(Faults faults, JsonNode pod, String path) {
        this.faults = faults;
        this.pod = pod;
        this.path = path;
    }

    void check() {
        JsonNode containers = pod.path("containers");
        if (containers.isEmpty()) {
            faults.required(path + ".containers", "");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            String at = path + ".containers[" + i + "]";
            JsonNode container = containers.get(i);
            common(container, at);
            uniqueName(container, at, names);
            hooks(container, at);
            if (Checks.has(container, "restartPolicy")
                    && !container.path("restartPolicy").asString("").isEmpty()) {
                Checks.oneOf(faults, container, "restartPolicy", at, List.of("Always", "Never", "OnFailure"));
            }
        }
        hostPorts(containers);
        JsonNode first = pod.path("initContainers");
        for (int i = 0; i < first.size(); i++) {
            String at = path + ".initContainers[" + i + "]";
            common(first.get(i), at);
            uniqueName(first.get(i), at, names);
            initHooks(first.get(i), at);
        }
    }

    private void uniqueName(JsonNode container, String at, Set<String> names) {
        if (!names.add(Checks.text(container, "name"))) {
            faults.duplicate(at + ".name", container.path("name"));
        }
    }

    private void hooks(JsonNode container, String at) {
        JsonNode lifecycle = container.path("lifecycle");
        for (String hook : List.of("postStart", "preStop")) {
            if (lifecycle.has(hook)) {
                probes().handler(lifecycle.path(hook), at + ".lifecycle." + hook);
            }
        }
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.has(probe)) {
                probes().probe(container.path(probe), at + "." + probe, probe.startsWith("readiness"));
            }
        }
    }

    private ProbeChecks probes() {
        return new ProbeChecks(faults, pod.path("terminationGracePeriodSeconds").asLong(0));
    }

    private void initHooks(JsonNode container, String at) {
        boolean sidecar = Checks.text(container, "restartPolicy").equals("Always");
        if (sidecar) {
            hooks(container, at);
            return;
        }
        for (String hook : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.has(hook)) {
                faults.forbidden(at + "." + hook, "may not be set for init containers without restartPolicy=Always");
            }
        }
    }

    private void common(JsonNode container, String at) {
        Checks.name(faults, at + ".name", Checks.text(container, "name"), Formats::label);
        if (Checks.text(container, "image").isEmpty()) {
            faults.required(at + ".image", "");
        }
        Checks.oneOf(faults, container, "terminationMessagePolicy", at, MESSAGE_POLICIES);
        ports(container.path("ports"), at + ".ports");
        EnvironmentChecks.check(faults, container, at);
        mounts(container, at);
        Checks.oneOf(faults, container, "imagePullPolicy", at, PULL_POLICIES);
        ResourceChecks.container(faults, container.path("resources"), at + ".resources");
        claims(container.path("resources").path("claims"), at + ".resources.claims");
        resizePolicy(container.path("resizePolicy"), at + ".resizePolicy");
        new SecurityChecks(faults).container(container.path("securityContext"), at + ".securityContext");
    }

    private void ports(JsonNode ports, String at) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            JsonNode port = ports.get(i);
            String here = at + "[" + i + "]";
            String name = Checks.text(port, "name");
            if (!name.isEmpty()) {
                List<String> form = Formats.portName(name);
                Checks.all(faults, here + ".name", name, form);
                if (form.isEmpty() && !names.add(name)) {
                    faults.duplicate(here + ".name", port.path("name"));
                }
            }
            portNumbers(port, here);
            Checks.oneOf(faults, port, "protocol", here, PROTOCOLS);
        }
    }

    private void portNumbers(JsonNode port, String here) {
        long number = port.path("containerPort").asLong(0);
        if (number == 0) {
            faults.required(here + ".containerPort", "");
        } else {
            Formats.port(number).forEach(fault -> faults.invalid(here + ".containerPort", number, fault));
        }
        long host = port.path("hostPort").asLong(0);
        if (host != 0) {
            Formats.port(host).forEach(fault -> faults.invalid(here + ".hostPort", host, fault));
            if (pod.path("hostNetwork").asBoolean(false) && host != number) {
                faults.invalid(here + ".hostPort", host, "must match `containerPort` when `hostNetwork` is true");
            }
        }
    }

    private void hostPorts(JsonNode containers) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            int p = 0;
            for (JsonNode port : containers.get(i).path("ports")) {
                long host = port.path("hostPort").asLong(0);
                String key = Checks.text(port, "protocol") + "/" + Checks.text(port, "hostIP") + "/" + host;
                if (host != 0 && !taken.add(key)) {
                    faults.duplicate(
                            path + ".containers[" + i + "].ports[" + p + "].hostPort",
                            JsonNodeFactory.instance.stringNode(key));
                }
                p++;
            }
        }
    }

    private void mounts(JsonNode container, String at) {
        Set<String> places = new HashSet<>();
        JsonNode mounts = container.path("volumeMounts");
        for (int i = 0; i < mounts.size(); i++) {
            JsonNode mount = mounts.get(i);
            String here = at + ".volumeMounts[" + i + "]";
            String name = Checks.text(mount, "name");
            if (name.isEmpty()) {
                faults.required(here + ".name", "");
            }
            if (pod.path("volumes")
                    .valueStream()
                    .noneMatch(volume -> Checks.text(volume, "name").equals(name))) {
                faults.notFound(here + ".name", mount.path("name"));
            }
            String place = Checks.text(mount, "mountPath");
            if (place.isEmpty()) {
                faults.required(here + ".mountPath", "");
            }
            if (!places.add(place)) {
                faults.invalid(here + ".mountPath", place, "must be unique");
            }
            String inside = Checks.text(mount, "subPath");
            Formats.relativePath(inside).forEach(fault -> faults.invalid(at + ".volumeMounts.subPath", inside, fault));
            if (mount.has("mountPropagation")) {
                List<String> ways = List.of("Bidirectional", "HostToContainer", "None");
                if (!ways.contains(Checks.text(mount, "mountPropagation"))) {
                    faults.unsupported(at + ".volumeMounts.mountPropagation", mount.path("mountPropagation"), ways);
                }
            }
            if (!inside.isEmpty() && !Checks.text(mount, "subPathExpr").isEmpty()) {
                faults.invalid(
                        here + ".subPathExpr",
                        mount.path("subPathExpr"),
                        "subPathExpr and subPath are mutually exclusive");
            }
        }
    }

    private void claims(JsonNode claims, String at) {
        JsonNode known = pod.path("resourceClaims");
        for (int i = 0; i < claims.size(); i++) {
            JsonNode name = claims.get(i).path("name");
            if (known.valueStream().noneMatch(claim -> claim.path("name").equals(name))) {
                String detail = known.isEmpty()
                        ? "must be one of the names in pod.spec.resourceClaims which is empty"
                        : "must be one of the names in pod.spec.resourceClaims";
                faults.add("FieldValueNotFound", at + "[" + i + "]", "Not found: " + name + ": " + detail);
            }
        }
    }

    private void resizePolicy(JsonNode policies, String at) {
        for (JsonNode policy : policies) {
            if (!List.of("cpu", "memory").contains(Checks.text(policy, "resourceName"))) {
                faults.unsupported(at, policy.path("resourceName"), List.of("cpu", "memory"));
            }
            List<String> restarts = List.of("NotRequired", "RestartContainer");
            if (!restarts.contains(Checks.text(policy, "restartPolicy"))) {
                faults.unsupported(at, policy.path("restartPolicy"), restarts);
            }
        }
    }
}
