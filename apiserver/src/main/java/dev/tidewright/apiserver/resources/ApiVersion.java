package dev.tidewright.apiserver.resources;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One version of one group with what it serves, and where it stands among the others.
///
/// @param group           empty for the core group
/// @param groupPriority   groups with more come first
/// @param versionPriority of one group's versions the one with more is preferred
/// @param local           false where another server answers for it in other clusters, as metrics-server does
public record ApiVersion(
        String group,
        String version,
        int groupPriority,
        int versionPriority,
        boolean local,
        boolean custom,
        List<ResourceType> types) {
    /// The priorities of what CustomResourceDefinitions define. Source: `kube-apiserver`'s crdRegistrationController.
    static final int CUSTOM_GROUP_PRIORITY = 1_000;

    static final int CUSTOM_VERSION_PRIORITY = 100;

    /// In discovery's order.
    static final Comparator<ApiVersion> ORDER = Comparator.comparingInt(ApiVersion::groupPriority)
            .reversed()
            .thenComparing(ApiVersion::group)
            .thenComparing(Comparator.comparingInt(ApiVersion::versionPriority).reversed())
            .thenComparing(ApiVersion::version, VersionOrder.NEWEST_FIRST);

    public ApiVersion {
        types = List.copyOf(types);
    }

    /// `apps/v1`, or `v1` in the core group.
    public String name() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    ApiVersion with(ResourceType type) {
        List<ResourceType> more = new ArrayList<>(types);
        more.add(type);
        more.sort(Comparator.comparing(ResourceType::plural));
        return new ApiVersion(group, version, groupPriority, versionPriority, local, custom, more);
    }
}
