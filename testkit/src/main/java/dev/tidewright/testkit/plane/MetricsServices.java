package dev.tidewright.testkit.plane;

import java.util.List;

/// Has the API server hand on the metrics APIs.
final class MetricsServices {
    private static final List<String> VERSIONS =
            List.of("v1beta1.metrics.k8s.io", "v1beta2.custom.metrics.k8s.io", "v1beta1.external.metrics.k8s.io");

    private MetricsServices() {}

    static String manifest(int port) {
        StringBuilder manifest = new StringBuilder("""
                apiVersion: v1
                kind: Service
                metadata: {name: metrics-api, namespace: kube-system}
                spec: {type: ExternalName, externalName: localhost, ports: [{port: %d}]}
                """.formatted(port));
        for (String name : VERSIONS) {
            String[] parts = name.split("\\.", 2);
            manifest.append("""
                    ---
                    apiVersion: apiregistration.k8s.io/v1
                    kind: APIService
                    metadata: {name: %s}
                    spec:
                      group: %s
                      version: %s
                      groupPriorityMinimum: 100
                      versionPriority: 100
                      insecureSkipTLSVerify: true
                      service: {name: metrics-api, namespace: kube-system, port: %d}
                    """.formatted(name, parts[1], parts[0], port));
        }
        return manifest.toString();
    }
}
