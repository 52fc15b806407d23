package dev.tidewright.core.objects;

import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which pods a node gives up first when it runs short; it follows from requests and limits.
///
/// Source: `GetPodQOS` in Kubernetes' `pkg/apis/core/v1/helper/qos`.
public enum QualityOfService {
    GUARANTEED("Guaranteed"),
    BURSTABLE("Burstable"),
    BEST_EFFORT("BestEffort");

    private static final List<String> COMPUTE = List.of(Resources.CPU, Resources.MEMORY);
    private final String text;

    QualityOfService(String text) {
        this.text = text;
    }

    /// As in a pod's status.
    @Override
    public String toString() {
        return text;
    }

    public static QualityOfService of(PodSpec spec) {
        List<Container> containers = new ArrayList<>(spec.containers());
        containers.addAll(spec.initContainers());
        boolean any = false;
        boolean all = true;
        for (Container container : containers) {
            for (String resource : COMPUTE) {
                Optional<Quantity> request = amount(container.requests(), resource);
                Optional<Quantity> limit = amount(container.limits(), resource);
                any |= request.isPresent() || limit.isPresent();
                all &= limit.isPresent() && limit.get().compareTo(request.orElse(limit.get())) == 0;
            }
        }
        return !any ? BEST_EFFORT : all ? GUARANTEED : BURSTABLE;
    }

    private static Optional<Quantity> amount(Resources resources, String resource) {
        return resources.get(resource).filter(amount -> amount.signum() > 0);
    }
}
