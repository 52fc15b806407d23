package dev.tidewright.apiserver.rendering;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Adds what a kubelet reports and no decision reads: addresses, container and image identities, a node's software.
final class KubeletFacts {
    private static final String KUBELET = "v1.34.4";
    private static final String RUNTIME = "containerd://2.1.4";
    private final Addresses addresses;

    KubeletFacts(Addresses addresses) {
        this.addresses = addresses;
    }

    /// @param status the pod's, to be added to
    void addTo(ObjectNode status, Pod pod) {
        if (pod.node().isEmpty() || pod.status().started().isEmpty()) {
            return;
        }
        addresses.ofNode(pod.node().get()).ifPresent(host -> {
            status.put("hostIP", host);
            status.putArray("hostIPs").addObject().put("ip", host);
            boolean hasSandbox = pod.status().containers().stream().anyMatch(KubeletFacts::hasRun);
            if (hasSandbox) {
                String address = pod.spec().hostNetwork() ? host : Addresses.ofPod(pod);
                status.put("podIP", address);
                status.putArray("podIPs").addObject().put("ip", address);
            }
        });
        identify(status.path("initContainerStatuses"), pod);
        identify(status.path("containerStatuses"), pod);
    }

    private static boolean hasRun(dev.tidewright.core.objects.PodStatus.ContainerStatus container) {
        return !container.state().equals("Waiting") || container.restarts() > 0;
    }

    private static void identify(JsonNode containers, Pod pod) {
        for (JsonNode each : containers) {
            ObjectNode container = (ObjectNode) each;
            boolean waits = container.path("state").has("waiting");
            String image = container.path("image").asString("");
            String run = pod.meta().uid() + container.path("name").asString("") + container.path("restartCount");
            container.put("imageID", waits ? "" : image + "@sha256:" + sha256(image));
            if (!waits) {
                container.put("containerID", "containerd://" + sha256(run));
            }
        }
    }

    /// @param status the node's, to be added to
    void addTo(ObjectNode status, Node node) {
        ArrayNode list = status.putArray("addresses");
        list.addObject().put("type", "InternalIP").put("address", Addresses.ofNode(node));
        list.addObject().put("type", "Hostname").put("address", node.meta().name());
        status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", 10250);
        ObjectNode info = status.putObject("nodeInfo");
        String id = sha256(node.meta().uid());
        info.put("machineID", id.substring(0, 32));
        info.put("systemUUID", node.meta().uid());
        info.put("bootID", node.meta().uid());
        info.put("kernelVersion", "6.12.0-virtual");
        info.put("osImage", "Tidewright virtual machine");
        info.put("containerRuntimeVersion", RUNTIME);
        info.put("kubeletVersion", KUBELET);
        info.put("kubeProxyVersion", "");
        info.put("operatingSystem", "linux");
        info.put("architecture", node.meta().labels().getOrDefault("kubernetes.io/arch", "amd64"));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
