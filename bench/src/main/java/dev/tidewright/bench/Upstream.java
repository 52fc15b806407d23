package dev.tidewright.bench;

import dev.tidewright.testkit.plane.ControlPlane;

/// Kubernetes' own controller.
record Upstream(String name, ControlPlane.Autoscaling flags) implements Contender {
    @Override
    public Running start(ControlPlane plane) {
        plane.startAutoscaling(flags);
        return new Running() {
            @Override
            public long requests() {
                return plane.autoscalingFigures()
                        .lines()
                        .filter(line -> line.startsWith("rest_client_requests_total{"))
                        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
            }

            @Override
            public void close() {
                plane.stop("autoscaling");
            }
        };
    }
}
