package dev.tidewright.core.requests.admission;

import dev.tidewright.core.units.Quantity;

/// The admission controller's settings.
///
/// @param startupBoost  feature gate `CPUStartupBoost`
/// @param maxCpuBoost   `--max-allowed-cpu-boost`; 0 for no maximum
public record AdmissionSettings(boolean startupBoost, Quantity maxCpuBoost) {
    public static final AdmissionSettings DEFAULT = new AdmissionSettings(false, Quantity.ZERO);
}
