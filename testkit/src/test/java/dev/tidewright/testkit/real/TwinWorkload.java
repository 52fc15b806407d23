package dev.tidewright.testkit.real;

import java.util.ArrayList;
import java.util.List;

/// A Deployment with its autoscaler and its load.
///
/// @param loadMilli what all its pods together need, in thousandths of a core; each pod requests 100
/// @param requests  a second, of all its pods together
/// @param bounds    the autoscaler's fewest and most, as YAML
/// @param rules     the autoscaler's metrics and behaviour, as YAML
record TwinWorkload(String name, int replicas, long loadMilli, long requests, String bounds, String rules) {
    private static final String CPU =
            "{type: Resource, resource: {name: cpu, target: {type: Utilization," + " averageUtilization: %d}}}";
    private static final String MEMORY =
            "{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 80}}}";

    String manifest() {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers: [{name: c, image: fake, resources: {requests: {cpu: 100m, memory: 100Mi}}}]
                ---
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: %1$s}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: %1$s}
                  %3$s
                %4$s
                """.formatted(name, replicas, bounds, rules);
    }

    /// The guide's three, by its own words, and twenty others.
    static List<TwinWorkload> all() {
        List<TwinWorkload> all = new ArrayList<>();
        String metrics = "  metrics: [" + CPU.formatted(70) + ", " + MEMORY + "]\n";
        all.add(new TwinWorkload("clipper-backend", 3, 200, 0, between(3, 20), metrics + BACKEND));
        all.add(new TwinWorkload("clipper-frontend", 2, 130, 0, between(2, 10), metrics));
        all.add(new TwinWorkload(
                "clipper-api",
                2,
                100,
                2_000,
                between(2, 12),
                "  metrics: [{type: Pods, pods: {metric: {name: http_requests_per_second}, target: {type: AverageValue,"
                        + " averageValue: '1000'}}}]\n"));
        for (int i = 0; i < 20; i++) {
            int target = 30 + 5 * (i % 10);
            int replicas = 1 + i % 4;
            String rules = "  metrics: [" + CPU.formatted(target) + "]\n  behavior: " + BEHAVIOURS.get(i % 5) + "\n";
            all.add(new TwinWorkload(
                    "other-" + i, replicas, (long) target * replicas, 0, between(1, 6 + i % 7), rules));
        }
        return all;
    }

    private static String between(int fewest, int most) {
        return "minReplicas: " + fewest + "\n  maxReplicas: " + most;
    }

    private static final String BACKEND = """
              behavior:
                scaleUp:
                  stabilizationWindowSeconds: 0
                  policies: [{type: Percent, value: 100, periodSeconds: 30}, {type: Pods, value: 2, periodSeconds: 30}]
                  selectPolicy: Max
                scaleDown:
                  stabilizationWindowSeconds: 300
                  policies: [{type: Percent, value: 50, periodSeconds: 60}]
                  selectPolicy: Min
            """;

    private static final List<String> BEHAVIOURS = List.of(
            "{scaleDown: {stabilizationWindowSeconds: 300}}",
            "{scaleUp: {policies: [{type: Pods, value: 1, periodSeconds: 20}]}}",
            "{scaleUp: {policies: [{type: Pods, value: 2, periodSeconds: 20}, {type: Percent, value: 50,"
                    + " periodSeconds: 20}], selectPolicy: Min}}",
            "{scaleUp: {selectPolicy: Disabled}}",
            "{scaleDown: {stabilizationWindowSeconds: 60, policies: [{type: Pods, value: 1, periodSeconds: 20}]}}");
}
