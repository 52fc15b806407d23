package dev.tidewright.cluster.documents;

import java.util.Set;

/// Which names of resources Kubernetes itself knows. Source: `pkg/apis/core/helper`, `standardResources` and
/// `standardContainerResources`.
public final class ResourceNames {
    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage"); // never walked
    private static final Set<String> STANDARD = Set.of( // never walked
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "persistentvolumeclaims",
            "configmaps",
            "services.nodeports",
            "services.loadbalancers",
            "storage",
            "requests.storage");

    private ResourceNames() {}

    /// A container may ask for it, and its requests may be below its limits.
    public static boolean isOfContainers(String name) {
        return OF_CONTAINERS.contains(name);
    }

    public static boolean isStandard(String name) {
        return STANDARD.contains(name);
    }

    /// `hugepages-2Mi` and the like.
    public static boolean isHuge(String name) {
        return name.startsWith("hugepages-");
    }
}
