package dev.tidewright.conformance.hpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.pods.PodScalingSettings;
import java.time.Duration;
import java.util.Optional;

/// Reads the `config` of a case.
final class CaseSettings {
    private CaseSettings() {}

    static PodScalingSettings of(Fields body) {
        Optional<Fields> config = body.mapping("config");
        return config.map(CaseSettings::read).orElse(PodScalingSettings.DEFAULT);
    }

    private static PodScalingSettings read(Fields config) {
        Optional<Fields> gates = config.mapping("featureGates");
        PodScalingSettings absent = PodScalingSettings.DEFAULT;
        return new PodScalingSettings(
                config.number("tolerance").orElse(absent.tolerance()),
                seconds(config, "cpuInitializationPeriodSeconds", absent.cpuInitializationPeriod()),
                seconds(config, "initialReadinessDelaySeconds", absent.initialReadinessDelay()),
                seconds(config, "downscaleStabilizationSeconds", absent.downscaleStabilization()),
                config.number("scaleUpLimitFactor").orElse(absent.scaleUpLimitFactor()),
                config.number("scaleUpLimitMinimum").orElse(absent.scaleUpLimitMinimum()),
                gates.flatMap(gate -> gate.bool("HPAConfigurableTolerance")).orElse(false),
                gates.flatMap(gate -> gate.bool("PodLevelResources")).orElse(true));
    }

    private static Duration seconds(Fields config, String name, Duration absent) {
        return config.wholeNumber(name).map(Duration::ofSeconds).orElse(absent);
    }
}
