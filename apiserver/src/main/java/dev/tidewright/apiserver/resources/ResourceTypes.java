package dev.tidewright.apiserver.resources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every resource that is served now: the built-in ones and those of the CustomResourceDefinitions that stand.
///
/// Safe for many threads: readers see one immutable picture; changes replace it.
public final class ResourceTypes {
    private final List<ApiVersion> builtIn;
    private final Map<String, List<ResourceType>> custom = new LinkedHashMap<>();
    private volatile Picture picture;

    /// What was served at one moment.
    ///
    /// @param generation grows with every change
    private record Picture(long generation, List<ApiVersion> versions, Map<Path, ResourceType> byPath) {}

    private record Path(String group, String version, String plural) {}

    private ResourceTypes(List<ApiVersion> builtIn) {
        this.builtIn = List.copyOf(builtIn);
        picture = paint(1);
    }

    /// The resources of Kubernetes 1.34 and of the metrics APIs.
    public static ResourceTypes builtIn() {
        return new ResourceTypes(ResourceTable.read());
    }

    /// @param group  empty for the core group
    /// @param plural as in paths: `deployments`
    public Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(picture.byPath.get(new Path(group, version, plural)));
    }

    /// By kind rather than by path.
    public Optional<ResourceType> findKind(String group, String version, String kind) {
        return versions().stream()
                .filter(served ->
                        served.group().equals(group) && served.version().equals(version))
                .flatMap(served -> served.types().stream())
                .filter(type -> type.kind().equals(kind))
                .findFirst();
    }

    /// In discovery's order: preferred group and version first, then by name.
    public List<ResourceType> all() {
        return versions().stream().flatMap(version -> version.types().stream()).toList();
    }

    /// In discovery's order: the group with the highest priority first, its preferred version first.
    public List<ApiVersion> versions() {
        return picture.versions;
    }

    /// Grows whenever something is added or removed, so that what was rendered before can be known to be old.
    public long generation() {
        return picture.generation;
    }

    /// Puts types beside the built-in ones, in place of those that stood under the same name.
    ///
    /// @param name  of what defines them: a CustomResourceDefinition, or a group whose metrics come and go
    public synchronized void addCustom(String name, List<ResourceType> types) {
        if (!types.equals(custom.put(name, List.copyOf(types)))) {
            picture = paint(picture.generation + 1);
        }
    }

    /// Takes away what was added under this name; nothing where nothing was.
    public synchronized void removeCustom(String name) {
        if (custom.remove(name) != null) {
            picture = paint(picture.generation + 1);
        }
    }

    private Picture paint(long generation) {
        Map<String, ApiVersion> versions = new LinkedHashMap<>();
        builtIn.forEach(version -> versions.put(version.name(), version));
        for (List<ResourceType> types : custom.values()) {
            for (ResourceType type : types) {
                versions.merge(type.apiVersion(), fresh(type), (known, one) -> known.with(type));
            }
        }
        List<ApiVersion> sorted = new ArrayList<>(versions.values());
        sorted.sort(ApiVersion.ORDER);
        Map<Path, ResourceType> byPath = new HashMap<>(); // never walked
        for (ApiVersion version : sorted) {
            version.types().forEach(type -> byPath.put(new Path(type.group(), type.version(), type.plural()), type));
        }
        return new Picture(generation, List.copyOf(sorted), byPath);
    }

    private static ApiVersion fresh(ResourceType type) {
        return new ApiVersion(
                type.group(),
                type.version(),
                ApiVersion.CUSTOM_GROUP_PRIORITY,
                ApiVersion.CUSTOM_VERSION_PRIORITY,
                true,
                true,
                List.of(type));
    }
}
