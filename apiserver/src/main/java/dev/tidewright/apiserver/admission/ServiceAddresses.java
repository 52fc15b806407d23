package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.defaulting.Trees;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives services their addresses and node ports: the lowest that is free, so that a run gives the same ones again.
/// Source of the ranges: `--service-cluster-ip-range=10.96.0.0/12`, `--service-node-port-range`, kubeadm's defaults.
final class ServiceAddresses {
    private static final int FIRST_ADDRESS = (10 << 24) + (96 << 16) + 10;
    private static final int LAST_ADDRESS = (10 << 24) + (111 << 16) + 0xFFFE;
    private static final int LOWEST_ADDRESS = (10 << 24) + (96 << 16) + 1;
    private static final int FIRST_PORT = 30_000;
    private static final int LAST_PORT = 32_767;

    private final Neighbours neighbours;

    ServiceAddresses(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    void allocate(ObjectNode service) {
        allocate(service, Trees.object(service, "spec"), false);
    }

    private void allocate(ObjectNode service, ObjectNode spec, boolean hasAddress) {
        String type = spec.path("type").asString("");
        if (type.equals("ExternalName")) {
            return;
        }
        if (!spec.path("ipFamilies").isArray()) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        Trees.text(spec, "ipFamilyPolicy", "SingleStack");
        List<ObjectNode> others = neighbours.list("Service", "");
        if (!hasAddress) {
            address(service, spec, others);
        }
        boolean local = spec.path("externalTrafficPolicy").asString("").equals("Local");
        if (type.equals("LoadBalancer") && local) {
            healthPort(spec, others);
        }
        boolean balanced = type.equals("LoadBalancer")
                && spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
        if (type.equals("NodePort") || balanced) {
            ports(service, spec, others);
        }
    }

    /// An update that leaves out what the service was given keeps it. Source: `patchAllocatedValues`.
    void keep(ObjectNode service, ObjectNode old) {
        ObjectNode spec = Trees.object(service, "spec");
        if (spec.path("type").asString("").equals("ExternalName")) {
            spec.remove(List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"));
            return;
        }
        JsonNode before = old.path("spec");
        for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
            if (!spec.hasNonNull(field) && before.has(field)) {
                spec.set(field, before.get(field));
            }
        }
        boolean inside = spec.path("type").asString("").equals("ClusterIP");
        for (ObjectNode port : Trees.objects(spec.path("ports"))) {
            keepPort(port, before, inside);
        }
        boolean kept = before.hasNonNull("clusterIP"); // another one is refused by validation
        allocate(service, spec, kept);
    }

    private static void keepPort(ObjectNode port, JsonNode before, boolean inside) {
        for (JsonNode known : before.path("ports")) {
            boolean same = known.path("port").equals(port.path("port"))
                    && known.path("protocol").equals(port.path("protocol"));
            if (same && known.has("nodePort") && !port.has("nodePort") && !inside) {
                port.set("nodePort", known.path("nodePort"));
            }
            if (same && inside && known.path("nodePort").equals(port.path("nodePort"))) {
                port.remove("nodePort");
            }
        }
    }

    private static void address(ObjectNode service, ObjectNode spec, List<ObjectNode> others) {
        String wanted = spec.path("clusterIP").asString("");
        String listed = spec.path("clusterIPs").path(0).asString("");
        if (wanted.isEmpty() && !listed.isEmpty()) {
            wanted = listed;
        }
        if (wanted.isEmpty()) {
            wanted = free(others);
        } else if (!wanted.equals("None")) {
            refuseTaken(service, wanted, others);
        }
        spec.put("clusterIP", wanted);
        spec.putArray("clusterIPs").add(wanted);
    }

    private static void refuseTaken(ObjectNode service, String wanted, List<ObjectNode> others) {
        int number = number(wanted);
        if (number == 0) {
            return; // no address: told by validation
        }
        if (number < LOWEST_ADDRESS || number > LAST_ADDRESS) {
            refuseAddress(
                    service,
                    wanted,
                    "the provided IP (" + wanted
                            + ") is not in the valid range. The range of valid IPs is 10.96.0.0/12");
        }
        if (taken(others).contains(wanted)) {
            refuseAddress(service, wanted, "provided IP is already allocated");
        }
    }

    private static void refuseAddress(ObjectNode service, String address, String why) {
        refuse(
                service,
                "spec.clusterIPs",
                "Invalid value: [\"" + address + "\"]: failed to allocate IP " + address + ": " + why);
    }

    private static void refuse(ObjectNode service, String path, String message) {
        String name = service.path("metadata").path("name").asString("");
        throw new ApiError(
                        422,
                        "Invalid",
                        "Service \"" + name + "\" is invalid: " + path + ": " + message,
                        List.of(new ApiError.Cause("FieldValueInvalid", message, path)))
                .about("", "Service", name);
    }

    private static Set<String> taken(List<ObjectNode> services) {
        Set<String> taken = new HashSet<>();
        for (ObjectNode service : services) {
            taken.add(service.path("spec").path("clusterIP").asString(""));
        }
        return taken;
    }

    private static String free(List<ObjectNode> services) {
        Set<String> taken = taken(services);
        for (int address = FIRST_ADDRESS; address <= LAST_ADDRESS; address++) {
            String text = text(address);
            if (!taken.contains(text)) {
                return text;
            }
        }
        throw new ApiError(
                500,
                "InternalError",
                "Internal error occurred: failed to allocate a serviceIP: range is full",
                List.of());
    }

    private static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    /// 0 where it is no IPv4 address.
    private static int number(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return 0;
        }
        int number = 0;
        for (String part : text.split("\\.")) {
            number = (number << 8) + Math.min(Integer.parseInt(part), 255);
        }
        return number;
    }

    private static void healthPort(ObjectNode spec, List<ObjectNode> others) {
        Set<Integer> taken = takenPorts(others);
        int port = LAST_PORT;
        while (taken.contains(port) && port > FIRST_PORT) {
            port--;
        }
        if (spec.path("healthCheckNodePort").asInt(0) == 0) {
            spec.put("healthCheckNodePort", port);
        }
    }

    private static Set<Integer> takenPorts(List<ObjectNode> others) {
        Set<Integer> taken = new HashSet<>();
        for (ObjectNode other : others) {
            taken.add(other.path("spec").path("healthCheckNodePort").asInt(0));
            other.path("spec")
                    .path("ports")
                    .forEach(port -> taken.add(port.path("nodePort").asInt(0)));
        }
        return taken;
    }

    private static void ports(ObjectNode service, ObjectNode spec, List<ObjectNode> others) {
        JsonNode uid = service.path("metadata").path("uid");
        Set<Integer> taken = takenPorts(others.stream()
                .filter(other -> uid.isMissingNode()
                        || !other.path("metadata").path("uid").equals(uid))
                .toList());
        List<ObjectNode> ports = Trees.objects(spec.path("ports"));
        Set<String> given = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            int wanted = ports.get(i).path("nodePort").asInt(0);
            if (wanted != 0) {
                String fault =
                        fault(wanted, !given.add(ports.get(i).path("protocol").asString("") + wanted), taken);
                refusePort(service, i, wanted, fault);
            }
        }
        ports.forEach(port -> taken.add(port.path("nodePort").asInt(0)));
        int next = FIRST_PORT;
        for (ObjectNode port : ports) {
            if (port.path("nodePort").asInt(0) == 0) {
                while (taken.contains(next) && next < LAST_PORT) {
                    next++;
                }
                port.put("nodePort", next);
                taken.add(next);
            }
        }
    }

    private static String fault(int wanted, boolean twice, Set<Integer> taken) {
        if (wanted < FIRST_PORT || wanted > LAST_PORT) {
            return "provided port is not in the valid range. The range of valid ports is " + FIRST_PORT + "-"
                    + LAST_PORT;
        }
        return twice || taken.contains(wanted) ? "provided port is already allocated" : "";
    }

    private static void refusePort(ObjectNode service, int index, int port, String fault) {
        if (!fault.isEmpty()) {
            refuse(service, "spec.ports[" + index + "].nodePort", "Invalid value: " + port + ": " + fault);
        }
    }
}
