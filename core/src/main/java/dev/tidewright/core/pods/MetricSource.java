package dev.tidewright.core.pods;

/// Where one metric of an autoscaler comes from.
public sealed interface MetricSource {
    /// The word of the `type` field.
    String type();

    /// Usage of a resource by whole pods.
    ///
    /// @param name `cpu`, `memory`
    record Resource(String name) implements MetricSource {
        @Override
        public String type() {
            return "Resource";
        }
    }

    /// Usage of a resource by one container of each pod.
    record ContainerResource(String name, String container) implements MetricSource {
        @Override
        public String type() {
            return "ContainerResource";
        }
    }

    /// A custom metric of each pod.
    record Pods(MetricIdentifier metric) implements MetricSource {
        @Override
        public String type() {
            return "Pods";
        }
    }

    /// A custom metric of one object.
    record ObjectMetric(ObjectReference described, MetricIdentifier metric) implements MetricSource {
        @Override
        public String type() {
            return "Object";
        }
    }

    /// A metric of something outside the cluster.
    record External(MetricIdentifier metric) implements MetricSource {
        @Override
        public String type() {
            return "External";
        }
    }

    /// A type that no version of the API knows. Validation refuses it; the controller reports it.
    record Unknown(String type) implements MetricSource {}
}
