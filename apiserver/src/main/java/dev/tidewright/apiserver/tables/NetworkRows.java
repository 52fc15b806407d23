package dev.tidewright.apiserver.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Rows of services and what stands round them. Source: `pkg/printers/internalversion` of Kubernetes 1.34.
final class NetworkRows {
    private static final int SHOWN = 3;

    private NetworkRows() {}

    static void service(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        cells.name(object)
                .text(spec.path("type"), "")
                .text(spec.path("clusterIPs").path(0), Cells.NONE)
                .text(externalAddress(object))
                .text(ports(spec.path("ports")))
                .age(object)
                .text(Cells.labels(spec.path("selector")));
    }

    private static String externalAddress(JsonNode service) {
        JsonNode spec = service.path("spec");
        String external = Cells.joined(spec.path("externalIPs"));
        return switch (spec.path("type").asString("")) {
            case "ClusterIP", "NodePort" -> external.isEmpty() ? Cells.NONE : external;
            case "LoadBalancer" -> {
                String balancer = addresses(service);
                String both = balancer + (balancer.isEmpty() || external.isEmpty() ? "" : ",") + external;
                yield both.isEmpty() ? "<pending>" : both;
            }
            case "ExternalName" -> spec.path("externalName").asString("");
            default -> Cells.UNKNOWN;
        };
    }

    private static String addresses(JsonNode object) {
        TreeSet<String> addresses = new TreeSet<>();
        for (JsonNode ingress : object.path("status").path("loadBalancer").path("ingress")) {
            String address =
                    Cells.textOr(ingress.path("ip"), ingress.path("hostname").asString(""));
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return String.join(",", addresses);
    }

    private static String ports(JsonNode ports) {
        if (ports.isEmpty()) {
            return Cells.NONE;
        }
        List<String> shown = new ArrayList<>();
        for (JsonNode port : ports) {
            int node = port.path("nodePort").asInt(0);
            shown.add(port.path("port").asInt(0) + (node > 0 ? ":" + node : "") + "/"
                    + port.path("protocol").asString(""));
        }
        return String.join(",", shown);
    }

    static void ingress(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        cells.name(object)
                .text(spec.path("ingressClassName"), Cells.NONE)
                .text(hosts(spec.path("rules")))
                .text(addresses(object))
                .text(spec.path("tls").isEmpty() ? "80" : "80, 443")
                .age(object);
    }

    private static String hosts(JsonNode rules) {
        List<String> hosts = new ArrayList<>();
        boolean more = false;
        for (JsonNode rule : rules) {
            more |= hosts.size() == SHOWN;
            String host = rule.path("host").asString("");
            if (!more && !host.isEmpty()) {
                hosts.add(host);
            }
        }
        if (hosts.isEmpty()) {
            return "*";
        }
        return String.join(",", hosts) + (more ? " + " + (rules.size() - SHOWN) + " more..." : "");
    }

    static void ingressClass(Cells cells, JsonNode object) {
        JsonNode parameters = object.path("spec").path("parameters");
        String group =
                parameters.has("apiGroup") ? "." + parameters.path("apiGroup").asString("") : "";
        cells.name(object)
                .text(object.path("spec").path("controller"), "")
                .text(
                        parameters.isObject()
                                ? parameters.path("kind").asString("") + group + "/"
                                        + parameters.path("name").asString("")
                                : Cells.NONE)
                .age(object);
    }

    static void networkPolicy(Cells cells, JsonNode object) {
        cells.name(object)
                .text(Selectors.textOrNone(object.path("spec").path("podSelector")))
                .age(object);
    }

    static void serviceCidr(Cells cells, JsonNode object) {
        cells.name(object).text(Cells.joined(object.path("spec").path("cidrs"))).age(object);
    }

    static void ipAddress(Cells cells, JsonNode object) {
        JsonNode parent = object.path("spec").path("parentRef");
        String group = Cells.textOr(parent.path("group"), "");
        String namespace = parent.path("namespace").asString("");
        cells.name(object)
                .text(
                        parent.isObject()
                                ? parent.path("resource").asString("")
                                        + (group.isEmpty() ? "" : "." + group)
                                        + (namespace.isEmpty() ? "" : "/" + namespace) + "/"
                                        + parent.path("name").asString("")
                                : Cells.NONE)
                .age(object);
    }

    static void endpoints(Cells cells, JsonNode object) {
        cells.name(object).text(endpoints(object.path("subsets"))).age(object);
    }

    private static String endpoints(JsonNode subsets) {
        if (subsets.isEmpty()) {
            return Cells.NONE;
        }
        List<String> all = new ArrayList<>();
        for (JsonNode subset : subsets) {
            if (subset.path("ports").isEmpty()) {
                subset.path("addresses")
                        .forEach(address -> all.add(address.path("ip").asString("")));
            }
            for (JsonNode port : subset.path("ports")) {
                for (JsonNode address : subset.path("addresses")) {
                    String ip = address.path("ip").asString("");
                    all.add((ip.contains(":") ? "[" + ip + "]" : ip) + ":"
                            + port.path("port").asInt(0));
                }
            }
        }
        return some(all, "");
    }

    static void endpointSlice(Cells cells, JsonNode object) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : object.path("ports")) {
            ports.add(
                    port.has("port")
                            ? port.path("port").asString("")
                            : Cells.textOr(port.path("name"), port.has("name") ? "" : "*"));
        }
        List<String> addresses = new ArrayList<>();
        for (JsonNode endpoint : object.path("endpoints")) {
            endpoint.path("addresses").forEach(address -> addresses.add(address.asString("")));
        }
        cells.name(object)
                .text(object.path("addressType"), "")
                .text(some(ports, Cells.UNSET))
                .text(some(addresses, Cells.UNSET))
                .age(object);
    }

    private static String some(List<String> all, String none) {
        if (all.size() > SHOWN) {
            return String.join(",", all.subList(0, SHOWN)) + " + " + (all.size() - SHOWN) + " more...";
        }
        String text = String.join(",", all);
        return text.isEmpty() ? none : text;
    }
}
