package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Services, ingresses and network policies. Source: `ValidateService`, `pkg/apis/networking/validation`.
final class NetworkChecks {
    private static final List<String> TYPES = List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

    private static final int LONGEST_AFFINITY_SECONDS = 86_400;

    private NetworkChecks() {}

    static void service(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        String type = Checks.text(spec, "type");
        boolean headless = Checks.text(spec, "clusterIP").equals("None");
        if (spec.path("ports").isEmpty() && !headless && !type.equals("ExternalName")) {
            faults.required("spec.ports", "");
        }
        if (type.equals("ExternalName")) {
            String name = Checks.text(spec, "externalName");
            if (name.isEmpty()) {
                faults.required("spec.externalName", "");
            } else {
                String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
                Checks.all(faults, "spec.externalName", name, Formats.subdomain(bare));
            }
        }
        servicePorts(faults, spec);
        Checks.labels(faults, spec.path("selector"), "spec.selector");
        Checks.oneOf(faults, spec, "sessionAffinity", "spec", List.of("ClientIP", "None"));
        if (type.isEmpty()) {
            faults.required("spec.type", "");
        } else {
            Checks.oneOf(faults, spec, "type", "spec", TYPES);
        }
        addresses(faults, spec, headless && (type.equals("NodePort") || type.equals("LoadBalancer")));
        nodePorts(faults, spec, type);
        policies(faults, spec, type);
    }

    private static void policies(Faults faults, JsonNode spec, String type) {
        if (Checks.has(spec, "ipFamilyPolicy")) {
            List<String> policies = List.of("PreferDualStack", "RequireDualStack", "SingleStack");
            Checks.oneOf(faults, spec, "ipFamilyPolicy", "spec", policies);
        }
        int i = 0;
        for (JsonNode family : spec.path("ipFamilies")) {
            if (!family.asString("").equals("IPv4")) {
                faults.invalid("spec.ipFamilies[" + i + "]", family, "not configured on this cluster");
            }
            i++;
        }
        if (Checks.has(spec, "internalTrafficPolicy")) {
            Checks.oneOf(faults, spec, "internalTrafficPolicy", "spec", List.of("Cluster", "Local"));
        }
        boolean outside = type.equals("NodePort")
                || type.equals("LoadBalancer")
                || !spec.path("externalIPs").isEmpty();
        JsonNode external = spec.path("externalTrafficPolicy");
        if (!external.isMissingNode() && !outside) {
            faults.invalid(
                    "spec.externalTrafficPolicy", external, "may only be set for externally-accessible services");
        } else if (!external.isMissingNode()) {
            Checks.oneOf(faults, spec, "externalTrafficPolicy", "spec", List.of("Cluster", "Local"));
        }
        boolean local = type.equals("LoadBalancer") && external.asString("").equals("Local");
        if (spec.path("healthCheckNodePort").asInt(0) != 0 && !local) {
            faults.invalid(
                    "spec.healthCheckNodePort",
                    spec.path("healthCheckNodePort"),
                    "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
        sources(faults, spec);
    }

    private static void sources(Faults faults, JsonNode spec) {
        JsonNode timeout = spec.path("sessionAffinityConfig").path("clientIP").path("timeoutSeconds");
        if (timeout.isNumber() && (timeout.asInt() <= 0 || timeout.asInt() > LONGEST_AFFINITY_SECONDS)) {
            faults.invalid(
                    "spec.sessionAffinityConfig.clientIP.timeoutSeconds",
                    timeout,
                    "must be greater than 0 and less than " + LONGEST_AFFINITY_SECONDS);
        }
        int i = 0;
        for (JsonNode range : spec.path("loadBalancerSourceRanges")) {
            String at = "spec.LoadBalancerSourceRanges[" + i++ + "]";
            Checks.all(
                    faults,
                    at,
                    range.asString(""),
                    Formats.cidr(range.asString("").strip()));
        }
        if (Checks.has(spec, "trafficDistribution")) {
            List<String> ways = List.of("PreferClose", "PreferSameZone", "PreferSameNode");
            Checks.oneOf(faults, spec, "trafficDistribution", "spec", ways);
        }
    }

    private static void servicePorts(Faults faults, JsonNode spec) {
        JsonNode ports = spec.path("ports");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            JsonNode port = ports.get(i);
            String at = "spec.ports[" + i + "]";
            String name = Checks.text(port, "name");
            if (name.isEmpty() && ports.size() > 1) {
                faults.required(at + ".name", "");
            } else if (!name.isEmpty()) {
                Checks.all(faults, at + ".name", name, Formats.label(name));
                if (!names.add(name)) {
                    faults.duplicate(at + ".name", port.path("name"));
                }
            }
            long number = port.path("port").asLong(0);
            Formats.port(number).forEach(fault -> faults.invalid(at + ".port", number, fault));
            Checks.oneOf(faults, port, "protocol", at, PROTOCOLS);
            Checks.port(faults, port.path("targetPort"), at + ".targetPort");
        }
    }

    private static void addresses(Faults faults, JsonNode spec, boolean mayNotBeNone) {
        JsonNode own = spec.path("clusterIPs");
        for (int i = 0; i < own.size(); i++) {
            String ip = own.get(i).asString("");
            if (ip.equals("None") && mayNotBeNone) {
                faults.invalid(
                        "spec.clusterIPs[" + i + "]",
                        ip,
                        "may not be set to 'None' for " + Checks.text(spec, "type") + " services");
            }
            if (!ip.equals("None")) {
                Checks.all(faults, "spec.clusterIPs[" + i + "]", ip, Formats.address(ip));
            }
        }
        JsonNode external = spec.path("externalIPs");
        for (int i = 0; i < external.size(); i++) {
            String ip = external.get(i).asString("");
            Checks.all(faults, "spec.externalIPs[" + i + "]", ip, Formats.address(ip));
            if (ip.startsWith("127.") || ip.equals("::1")) {
                faults.invalid(
                        "spec.externalIPs[" + i + "]", ip, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
            }
        }
    }

    private static void nodePorts(Faults faults, JsonNode spec, String type) {
        JsonNode ports = spec.path("ports");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            JsonNode port = ports.get(i);
            if (type.equals("ClusterIP") && port.path("nodePort").asInt(0) != 0) {
                faults.forbidden("spec.ports[" + i + "].nodePort", "may not be used when `type` is 'ClusterIP'");
            }
            if (!seen.add(
                    Checks.text(port, "protocol") + "/" + port.path("port").asLong(0))) {
                ObjectNode shown = JsonNodeFactory.instance.objectNode().put("Name", "");
                shown.put("Protocol", Checks.text(port, "protocol")).putNull("AppProtocol");
                shown.put("Port", port.path("port").asLong(0))
                        .put("TargetPort", 0)
                        .put("NodePort", 0);
                faults.duplicate("spec.ports[" + i + "]", shown);
            }
        }
    }

    static void ingress(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode rules = spec.path("rules");
        if (rules.isEmpty() && !spec.has("defaultBackend")) {
            faults.invalid(
                    "spec",
                    JsonNodeFactory.instance.nullNode(),
                    "either `defaultBackend` or `rules` must be specified");
        }
        if (spec.has("defaultBackend")) {
            backend(faults, spec.path("defaultBackend"), "spec.defaultBackend");
        }
        for (int i = 0; i < rules.size(); i++) {
            rule(faults, rules.get(i), "spec.rules[" + i + "]");
        }
        JsonNode tls = spec.path("tls");
        for (int i = 0; i < tls.size(); i++) {
            String secret = Checks.text(tls.get(i), "secretName");
            int h = 0;
            for (JsonNode host : tls.get(i).path("hosts")) {
                String at = "spec.tls[" + i + "].hosts[" + h++ + "]";
                Checks.all(faults, at, host.asString(""), host(host.asString("")));
            }
            if (!secret.isEmpty()) {
                Checks.all(faults, "spec.tls[" + i + "].secretName", secret, Formats.subdomain(secret));
            }
        }
        String name = Checks.text(spec, "ingressClassName");
        if (!name.isEmpty()) {
            Checks.all(faults, "spec.ingressClassName", name, Formats.subdomain(name));
        }
    }

    private static List<String> host(String host) {
        return host.contains("*") ? Formats.wildcard(host) : Formats.subdomain(host);
    }

    private static void rule(Faults faults, JsonNode rule, String path) {
        String host = Checks.text(rule, "host");
        if (!host.isEmpty()) {
            if (Formats.isAddress(host)) {
                faults.invalid(path + ".host", host, "must be a DNS name, not an IP address");
            } else {
                Checks.all(faults, path + ".host", host, host(host));
            }
        }
        if (!rule.has("http")) {
            return;
        }
        JsonNode paths = rule.path("http").path("paths");
        if (paths.isEmpty()) {
            faults.required(path + ".http.paths", "");
        }
        for (int i = 0; i < paths.size(); i++) {
            path(faults, paths.get(i), path + ".http.paths[" + i + "]");
        }
    }

    private static void path(Faults faults, JsonNode node, String path) {
        String type = Checks.text(node, "pathType");
        String value = Checks.text(node, "path");
        switch (type) {
            case "" -> faults.required(path + ".pathType", "pathType must be specified");
            case "Exact", "Prefix" -> {
                if (!value.startsWith("/")) {
                    faults.invalid(path + ".path", value, "must be an absolute path");
                }
                for (String bad : List.of("//", "/./", "/../", "%2f", "%2F")) {
                    if (value.contains(bad)) {
                        faults.invalid(path + ".path", value, "must not contain '" + bad + "'");
                    }
                }
            }
            case "ImplementationSpecific" -> {
                if (!value.isEmpty() && !value.startsWith("/")) {
                    faults.invalid(path + ".path", value, "must be an absolute path");
                }
            }
            default ->
                faults.unsupported(path + ".pathType", type, List.of("Exact", "ImplementationSpecific", "Prefix"));
        }
        backend(faults, node.path("backend"), path + ".backend");
    }

    private static void backend(Faults faults, JsonNode backend, String path) {
        boolean resource = backend.has("resource");
        JsonNode service = backend.path("service");
        if (resource && service.isObject()) {
            faults.invalid(path, "", "cannot set both resource and service backends");
        } else if (!resource && !service.isObject()) {
            faults.invalid(path, "", "resource or service backend is required");
        } else if (resource) {
            for (String field : List.of("kind", "name")) {
                if (Checks.text(backend.path("resource"), field).isEmpty()) {
                    faults.required(path + ".resource." + field, "");
                }
            }
        } else {
            Checks.name(faults, path + ".service.name", Checks.text(service, "name"), Formats::oldLabel);
            String name = Checks.text(service.path("port"), "name");
            long number = service.path("port").path("number").asLong(0);
            if (!name.isEmpty() && number != 0) {
                faults.invalid(path, "", "cannot set both port name & port number");
            } else if (!name.isEmpty()) {
                Checks.all(faults, path + ".service.port.name", name, Formats.portName(name));
            } else if (number != 0) {
                Formats.port(number).forEach(fault -> faults.invalid(path + ".service.port.number", number, fault));
            } else {
                faults.required(path, "port name or number is required");
            }
        }
    }
}
