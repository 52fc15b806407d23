package dev.tidewright.simulator.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Callers before those they call. Where services call each other in a circle, the call that closes it is served one
/// step later.
final class CallOrder {
    private final Map<String, ServiceModel> services;
    private final Set<ServiceModel> seen = new LinkedHashSet<>();
    private final List<ServiceModel> lastFirst = new ArrayList<>();

    private CallOrder(Map<String, ServiceModel> services) {
        this.services = services;
    }

    static List<ServiceModel> of(Map<String, ServiceModel> services) {
        var order = new CallOrder(services);
        services.values().forEach(order::visit);
        return List.copyOf(order.lastFirst.reversed());
    }

    private void visit(ServiceModel service) {
        if (seen.add(service)) {
            service.spec().calls().forEach(call -> {
                ServiceModel called = services.get(call.service());
                if (called != null) {
                    visit(called);
                }
            });
            lastFirst.add(service);
        }
    }
}
