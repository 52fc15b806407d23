package dev.tidewright.cluster.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks an `autoscaling/v2` HorizontalPodAutoscaler as the API server does on creation, complaint for complaint.
/// Source: `pkg/apis/autoscaling/validation` of Kubernetes 1.34.
public final class AutoscalerValidation {
    private static final int LONGEST_PERIOD_SECONDS = 1_800;
    private static final int LONGEST_WINDOW_SECONDS = 3_600;

    private final List<AutoscalerComplaint> complaints = new ArrayList<>();

    private AutoscalerValidation() {}

    /// @param stored      with defaults filled in, see [AutoscalerDefaults]
    /// @param scaleToZero gate HPAScaleToZero: `minReplicas: 0` is open
    /// @throws BadInput where a field is of a wrong type
    public static List<AutoscalerComplaint> complaints(Document stored, boolean scaleToZero) {
        var validation = new AutoscalerValidation();
        Fields hpa = Fields.of(stored, "");
        hpa.mapping("metadata").ifPresent(validation::meta);
        hpa.mapping("spec").ifPresent(spec -> validation.spec(spec, scaleToZero ? 0 : 1));
        return validation.complaints;
    }

    private void meta(Fields meta) {
        Optional<String> name = meta.text("name").filter(text -> !text.isEmpty());
        if (name.isEmpty() && meta.text("generateName").isEmpty()) {
            required(meta, "name", "name or generateName is required");
        }
        name.flatMap(NameRules::subdomainFault).ifPresent(fault -> invalid(meta, "name", fault));
    }

    private void spec(Fields spec, int floor) {
        Optional<Integer> min = spec.count("minReplicas");
        int max = spec.count("maxReplicas").orElse(0);
        if (min.isPresent() && min.get() < floor) {
            invalid(spec, "minReplicas", "must be greater than or equal to " + floor);
        }
        if (max < 1) {
            invalid(spec, "maxReplicas", "must be greater than 0");
        }
        if (min.isPresent() && max < min.get()) {
            invalid(spec, "maxReplicas", "must be greater than or equal to `minReplicas`");
        }
        spec.mapping("scaleTargetRef").ifPresentOrElse(this::target, () -> required(spec, "scaleTargetRef", ""));
        metrics(spec, min);
        spec.mapping("behavior").ifPresent(behavior -> {
            behavior.mapping("scaleUp").ifPresent(this::rules);
            behavior.mapping("scaleDown").ifPresent(this::rules);
        });
    }

    private void target(Fields reference) {
        reference(reference);
        String version = reference.text("apiVersion").orElse("");
        boolean inGroup = version.contains("/") && !version.startsWith("/");
        if (!malformed(version)
                && !inGroup
                && !reference.text("kind").orElse("").equals("ReplicationController")) {
            invalid(reference, "apiVersion", "apiVersion must specify API group");
        }
    }

    private void reference(Fields reference) {
        for (String name : List.of("kind", "name")) {
            String text = reference.text(name).orElse("");
            if (text.isEmpty()) {
                required(reference, name, "");
            } else {
                NameRules.pathSegmentFaults(text).forEach(fault -> invalid(reference, name, fault));
            }
        }
        String version = reference.text("apiVersion").orElse("");
        if (malformed(version)) {
            invalid(reference, "apiVersion", "unexpected GroupVersion string: " + version);
        }
    }

    private static boolean malformed(String version) {
        return version.indexOf('/') != version.lastIndexOf('/');
    }

    private void metrics(Fields spec, Optional<Integer> min) {
        boolean beyondPods = false;
        for (Fields metric : spec.list("metrics", Fields.Item::fields)) {
            new MetricValidation(complaints, this::reference).check(metric);
            String type = metric.text("type").orElse("");
            beyondPods |= type.equals("Object") || type.equals("External");
        }
        if (min.isPresent() && min.get() == 0 && !beyondPods) {
            complain(
                    spec,
                    "metrics",
                    "FieldValueForbidden",
                    "must specify at least one Object or External metric to support scaling to zero replicas");
        }
    }

    private void rules(Fields rules) {
        rules.count("stabilizationWindowSeconds").ifPresent(seconds -> {
            if (seconds < 0) {
                invalid(rules, "stabilizationWindowSeconds", "must be greater than or equal to zero");
            }
            if (seconds > LONGEST_WINDOW_SECONDS) {
                invalid(rules, "stabilizationWindowSeconds", "must be less than or equal to " + LONGEST_WINDOW_SECONDS);
            }
        });
        String select = rules.text("selectPolicy").orElse("Max");
        if (!List.of("Max", "Min", "Disabled").contains(select)) {
            unsupported(rules, "selectPolicy", "\"Disabled\", \"Max\", \"Min\"");
        }
        List<Fields> policies = rules.list("policies", Fields.Item::fields);
        if (policies.isEmpty()) {
            required(rules, "policies", "must specify at least one Policy");
        }
        policies.forEach(this::policy);
        if (rules.quantity("tolerance")
                .filter(tolerance -> tolerance.signum() < 0)
                .isPresent()) {
            invalid(rules, "tolerance", "must be greater than or equal to 0");
        }
    }

    private void policy(Fields policy) {
        if (!List.of("Pods", "Percent").contains(policy.text("type").orElse(""))) {
            unsupported(policy, "type", "\"Percent\", \"Pods\"");
        }
        if (policy.count("value").orElse(0) <= 0) {
            invalid(policy, "value", "must be greater than zero");
        }
        int seconds = policy.count("periodSeconds").orElse(0);
        if (seconds <= 0) {
            invalid(policy, "periodSeconds", "must be greater than zero");
        }
        if (seconds > LONGEST_PERIOD_SECONDS) {
            invalid(policy, "periodSeconds", "must be less than or equal to " + LONGEST_PERIOD_SECONDS);
        }
    }

    private void required(Fields at, String name, String detail) {
        complain(at, name, "FieldValueRequired", detail);
    }

    private void invalid(Fields at, String name, String detail) {
        complain(at, name, "FieldValueInvalid", detail);
    }

    private void unsupported(Fields at, String name, String supported) {
        complain(at, name, "FieldValueNotSupported", "supported values: " + supported);
    }

    private void complain(Fields at, String name, String type, String detail) {
        complaints.add(new AutoscalerComplaint(at.placeOf(name), type, at.path(name), detail));
    }
}
