package dev.tidewright.core.requests;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.pods.ObjectReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `autoscaling.k8s.io/v1` VerticalPodAutoscaler.
public record VerticalPodAutoscaler(ObjectMeta meta, Spec spec, Status status) implements KubeObject {
    public static final String KIND = "VerticalPodAutoscaler";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public VerticalPodAutoscaler with(ObjectMeta meta) {
        return new VerticalPodAutoscaler(meta, spec, status);
    }

    public VerticalPodAutoscaler with(Status status) {
        return new VerticalPodAutoscaler(meta, spec, status);
    }

    @Override
    public VerticalPodAutoscaler withStatusOf(KubeObject other) {
        return with(((VerticalPodAutoscaler) other).status);
    }

    /// What is wanted.
    ///
    /// @param target       the workload; an object without one selects nothing
    /// @param policies     `resourcePolicy.containerPolicies`, in order
    /// @param recommenders who recommends; empty for the default recommender
    /// @param startupBoost for all containers that have no boost of their own
    public record Spec(
            Optional<ObjectReference> target,
            UpdatePolicy updates,
            List<ContainerPolicy> policies,
            List<String> recommenders,
            Optional<StartupBoost> startupBoost) {
        public Spec {
            policies = List.copyOf(policies);
            recommenders = List.copyOf(recommenders);
        }

        /// All rules as they are where only the workload is named.
        public static Spec of(ObjectReference target) {
            return new Spec(Optional.of(target), UpdatePolicy.DEFAULT, List.of(), List.of(), Optional.empty());
        }

        /// The policy of a container: the first of its exact name, wherever it stands, else the last `*`.
        public Optional<ContainerPolicy> policyOf(String container) {
            Optional<ContainerPolicy> wildcard = Optional.empty();
            for (ContainerPolicy policy : policies) {
                if (policy.container().equals(container)) {
                    return Optional.of(policy);
                }
                if (policy.container().equals(ContainerPolicy.ANY)) {
                    wildcard = Optional.of(policy);
                }
            }
            return wildcard;
        }

        public Spec with(UpdatePolicy updates) {
            return new Spec(target, updates, policies, recommenders, startupBoost);
        }

        public Spec with(List<ContainerPolicy> policies) {
            return new Spec(target, updates, policies, recommenders, startupBoost);
        }
    }

    /// What was recommended last.
    ///
    /// @param recommendation one entry a container, sorted by name; empty where none was made yet
    public record Status(Optional<List<ContainerRecommendation>> recommendation, List<Condition> conditions) {
        public static final Status NONE = new Status(Optional.empty(), List.of());

        public Status {
            recommendation = recommendation.map(List::copyOf);
            conditions = List.copyOf(conditions);
        }

        /// The entry of one container.
        public Optional<ContainerRecommendation> of(String container) {
            for (ContainerRecommendation one : recommendation.orElse(List.of())) {
                if (one.container().equals(container)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }

        /// The condition of a type, if it was ever set.
        public Optional<Condition> condition(String type) {
            return conditions.stream().filter(one -> one.type().equals(type)).findFirst();
        }

        /// The same with one condition set, its transition kept where its status stays. Conditions sort by type.
        public Status with(Condition condition) {
            Optional<Condition> before = condition(condition.type());
            List<Condition> all = new ArrayList<>(conditions);
            before.ifPresent(all::remove);
            all.add(
                    before.isPresent() && before.get().status().equals(condition.status())
                            ? new Condition(
                                    condition.type(),
                                    condition.status(),
                                    condition.reason(),
                                    condition.message(),
                                    before.get().transition())
                            : condition);
            all.sort((a, b) -> a.type().compareTo(b.type()));
            return new Status(recommendation, all);
        }

        public Status withRecommendation(List<ContainerRecommendation> recommendation) {
            return new Status(Optional.of(recommendation), conditions);
        }
    }
}
