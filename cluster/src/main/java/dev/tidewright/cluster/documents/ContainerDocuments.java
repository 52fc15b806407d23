package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Container.HostPort;
import dev.tidewright.core.objects.Probe;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the containers of a pod. A request that is absent takes the limit, as the API server fills it in.
final class ContainerDocuments {
    private ContainerDocuments() {}

    static Container container(Fields container, boolean hostNetwork) {
        Optional<Fields> resources = container.mapping("resources");
        SortedMap<String, Quantity> limits = new TreeMap<>();
        resources.ifPresent(fields -> limits.putAll(fields.quantities("limits")));
        SortedMap<String, Quantity> requests = new TreeMap<>(limits);
        resources.ifPresent(fields -> requests.putAll(fields.quantities("requests")));
        return new Container(
                container.requiredText("name"),
                container.text("image").orElse(""),
                new Resources(requests),
                new Resources(limits),
                hostPorts(container, hostNetwork),
                probe(container, "startupProbe"),
                probe(container, "readinessProbe"),
                probe(container, "livenessProbe"),
                container.text("restartPolicy").filter("Always"::equals).isPresent(),
                restartingResizes(container));
    }

    private static List<String> restartingResizes(Fields container) {
        List<String> resources = new ArrayList<>();
        for (Fields policy : container.list("resizePolicy", Fields.Item::fields)) {
            String resource = policy.requiredText("resourceName");
            if (policy.text("restartPolicy").filter("RestartContainer"::equals).isPresent()) {
                resources.add(resource);
            }
        }
        return resources;
    }

    private static List<HostPort> hostPorts(Fields container, boolean hostNetwork) {
        List<HostPort> ports = new ArrayList<>();
        container.list("ports", item -> {
            Fields port = item.fields();
            int inside = port.count("containerPort").orElse(0);
            int onHost = port.count("hostPort").orElse(hostNetwork ? inside : 0);
            if (onHost > 0) {
                String ip = port.text("hostIP").filter(text -> !text.isEmpty()).orElse("0.0.0.0");
                ports.add(new HostPort(port.text("protocol").orElse("TCP"), ip, onHost));
            }
            return inside;
        });
        return ports;
    }

    private static Optional<Probe> probe(Fields container, String name) {
        return container
                .mapping(name)
                .map(probe -> new Probe(
                        seconds(probe, "initialDelaySeconds", Probe.DEFAULT.initialDelay()),
                        seconds(probe, "periodSeconds", Probe.DEFAULT.period()),
                        seconds(probe, "timeoutSeconds", Probe.DEFAULT.timeout()),
                        probe.count("failureThreshold").orElse(Probe.DEFAULT.failures()),
                        probe.count("successThreshold").orElse(Probe.DEFAULT.successes())));
    }

    private static Duration seconds(Fields fields, String name, Duration absent) {
        return fields.wholeNumber(name).map(Duration::ofSeconds).orElse(absent);
    }
}
