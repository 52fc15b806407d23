package dev.tidewright.apiserver.validation;

import dev.tidewright.cluster.documents.ResourceNames;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Requests and limits. Source: `ValidateContainerResourceRequirements`.
final class ResourceChecks {
    private ResourceChecks() {}

    static void container(Faults faults, JsonNode resources, String path) {
        JsonNode limits = resources.path("limits");
        JsonNode requests = resources.path("requests");
        boolean huge = false;
        boolean ordinary = false;
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            amount(faults, limit, path + ".limits[" + limit.getKey() + "]");
            huge |= ResourceNames.isHuge(limit.getKey());
            ordinary |= isOrdinary(limit.getKey());
        }
        for (Map.Entry<String, JsonNode> request : requests.properties()) {
            amount(faults, request, path + ".requests[" + request.getKey() + "]");
            against(faults, request, limits, path);
            huge |= ResourceNames.isHuge(request.getKey());
            ordinary |= isOrdinary(request.getKey());
        }
        if (huge && !ordinary) {
            faults.forbidden(path, "HugePages require cpu or memory");
        }
    }

    private static void amount(Faults faults, Map.Entry<String, JsonNode> resource, String path) {
        String name = resource.getKey();
        Checks.all(faults, path, name, containerResource(name));
        notNegative(faults, resource.getValue(), path);
        boolean counted = !ResourceNames.isOfContainers(name);
        if (counted && of(resource.getValue()).amount().stripTrailingZeros().scale() > 0) {
            faults.invalid(path, resource.getValue(), "must be an integer");
        }
    }

    static void notNegative(Faults faults, JsonNode quantity, String path) {
        if (of(quantity).signum() < 0) {
            faults.invalid(path, quantity, "must be greater than or equal to 0");
        }
    }

    private static void against(Faults faults, Map.Entry<String, JsonNode> request, JsonNode limits, String path) {
        String name = request.getKey();
        JsonNode limit = limits.path(name);
        boolean overcommitted = ResourceNames.isOfContainers(name);
        if (limit.isMissingNode()) {
            if (!overcommitted
                    && !containerResource(name).contains("must be a standard resource type or fully qualified")) {
                faults.required(path + ".limits", "Limit must be set for non overcommitable resources");
            }
            return;
        }
        int order = of(request.getValue()).compareTo(of(limit));
        if (!overcommitted && order != 0) {
            faults.invalid(
                    path + ".requests",
                    request.getValue(),
                    "must be equal to " + name + " limit of " + limit.asString(""));
        } else if (overcommitted && order > 0) {
            faults.invalid(
                    path + ".requests",
                    request.getValue(),
                    "must be less than or equal to " + name + " limit of " + limit.asString(""));
        }
    }

    private static boolean isOrdinary(String name) {
        return name.equals("cpu") || name.equals("memory");
    }

    static List<String> containerResource(String name) {
        List<String> faults = new ArrayList<>(resource(name));
        if (!name.contains("/") && !ResourceNames.isHuge(name) && !ResourceNames.isOfContainers(name)) {
            faults.add("must be a standard resource for containers");
        }
        return faults;
    }

    static List<String> resource(String name) {
        List<String> faults = new ArrayList<>(Formats.qualifiedName(name));
        if (!name.contains("/") && !ResourceNames.isHuge(name) && !ResourceNames.isStandard(name)) {
            faults.add("must be a standard resource type or fully qualified");
        }
        return faults;
    }

    static boolean isQuota(String name) {
        return ResourceNames.isStandard(name)
                || name.startsWith("count/")
                || name.startsWith("requests.")
                || name.startsWith("limits.")
                || name.contains("/");
    }

    static Quantity of(JsonNode quantity) {
        try {
            return Quantity.parse(quantity.asString("0"));
        } catch (IllegalArgumentException e) {
            return Quantity.ZERO;
        }
    }
}
