package dev.tidewright.apiserver.validation;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Network policies, endpoints and ingress classes. Source: `pkg/apis/{networking,discovery,core}/validation`.
final class PolicyChecks {
    private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");

    private PolicyChecks() {}

    static void networkPolicy(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        Checks.selector(faults, spec.path("podSelector"), "spec.podSelector");
        rules(faults, spec.path("ingress"), "spec.ingress", "from");
        rules(faults, spec.path("egress"), "spec.egress", "to");
        JsonNode types = spec.path("policyTypes");
        if (types.size() > 2) {
            faults.invalid("spec.policyTypes", types, "may not specify more than two policyTypes");
            return;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!List.of("Ingress", "Egress").contains(types.get(i).asString(""))) {
                faults.unsupported("spec.policyTypes[" + i + "]", types.get(i), List.of("Ingress", "Egress"));
            }
        }
    }

    private static void rules(Faults faults, JsonNode rules, String path, String peers) {
        for (int i = 0; i < rules.size(); i++) {
            JsonNode ports = rules.get(i).path("ports");
            for (int p = 0; p < ports.size(); p++) {
                port(faults, ports.get(p), path + "[" + i + "].ports[" + p + "]");
            }
            JsonNode all = rules.get(i).path(peers);
            for (int p = 0; p < all.size(); p++) {
                peer(faults, all.get(p), path + "[" + i + "]." + peers + "[" + p + "]");
            }
        }
    }

    private static void port(Faults faults, JsonNode port, String path) {
        if (Checks.has(port, "protocol")) {
            Checks.oneOf(faults, port, "protocol", path, PROTOCOLS);
        }
        if (!Checks.has(port, "port")) {
            return;
        }
        Checks.port(faults, port.path("port"), path + ".port");
        JsonNode end = port.path("endPort");
        if (end.isNumber() && end.asInt() < port.path("port").asInt(0)) {
            faults.invalid(path + ".endPort", port.path("port"), "must be greater than or equal to `port`");
        }
    }

    private static void peer(Faults faults, JsonNode peer, String path) {
        boolean selects = peer.has("podSelector") || peer.has("namespaceSelector");
        Checks.selector(faults, peer.path("podSelector"), path + ".podSelector");
        Checks.selector(faults, peer.path("namespaceSelector"), path + ".namespaceSelector");
        if (peer.has("ipBlock")) {
            JsonNode block = peer.path("ipBlock");
            String cidr = Checks.text(block, "cidr");
            Checks.name(faults, path + ".ipBlock.cidr", cidr, Formats::cidr);
            int i = 0;
            for (JsonNode except : block.path("except")) {
                String at = path + ".ipBlock.except[" + i++ + "]";
                Checks.all(faults, at, except.asString(""), Formats.cidr(except.asString("")));
            }
            if (selects) {
                faults.forbidden(path, "may not specify both ipBlock and another peer");
            }
        } else if (!selects) {
            faults.required(path, "must specify a peer");
        }
    }

    static void endpoints(Faults faults, JsonNode object) {
        JsonNode subsets = object.path("subsets");
        for (int i = 0; i < subsets.size(); i++) {
            for (String list : List.of("addresses", "notReadyAddresses")) {
                JsonNode addresses = subsets.get(i).path(list);
                for (int a = 0; a < addresses.size(); a++) {
                    String ip = Checks.text(addresses.get(a), "ip");
                    String at = "subsets[" + i + "]." + list + "[" + a + "].ip";
                    Checks.all(faults, at, ip, Formats.address(ip));
                    if (!Formats.isAddress(ip)) {
                        faults.invalid(at, ip, "must be a valid IP address");
                    }
                }
            }
        }
    }

    static void endpointSlice(Faults faults, JsonNode object) {
        String type = Checks.text(object, "addressType");
        List<String> types = List.of("FQDN", "IPv4", "IPv6");
        if (type.isEmpty()) {
            faults.required("addressType", "");
            return;
        }
        if (!types.contains(type)) {
            faults.unsupported("addressType", type, types);
            return;
        }
        JsonNode endpoints = object.path("endpoints");
        for (int i = 0; i < endpoints.size(); i++) {
            JsonNode addresses = endpoints.get(i).path("addresses");
            if (addresses.isEmpty()) {
                faults.required("endpoints[" + i + "].addresses", "must contain at least 1 address");
            }
            for (int a = 0; a < addresses.size(); a++) {
                String text = addresses.get(a).asString("");
                Checks.all(
                        faults,
                        "endpoints[" + i + "].addresses[" + a + "]",
                        text,
                        type.equals("FQDN") ? Formats.subdomain(text) : Formats.address(text));
            }
        }
    }

    static void ingressClass(Faults faults, JsonNode object) {
        String controller = Checks.text(object.path("spec"), "controller");
        if (controller.isEmpty()) {
            faults.required("spec.controller", "");
        } else if (!controller.contains("/")) {
            faults.invalid("spec.controller", controller, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        }
    }
}
