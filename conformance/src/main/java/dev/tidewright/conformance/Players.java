package dev.tidewright.conformance;

import dev.tidewright.conformance.hpa.AdmissionPlayer;
import dev.tidewright.conformance.hpa.CalculatorPlayer;
import dev.tidewright.conformance.hpa.PartPlayer;
import dev.tidewright.conformance.hpa.ReconcilePlayer;
import dev.tidewright.conformance.vpa.CappingPlayer;
import dev.tidewright.conformance.vpa.HistogramPlayer;
import dev.tidewright.conformance.vpa.KillsPlayer;
import dev.tidewright.conformance.vpa.PodAdmissionPlayer;
import dev.tidewright.conformance.vpa.PriorityPlayer;
import dev.tidewright.conformance.vpa.UpdaterPlayer;
import dev.tidewright.conformance.vpa.UsagePlayer;
import java.util.List;

/// Every player there is.
public final class Players {
    private Players() {}

    public static List<Player> all() {
        return List.of(
                new AdmissionPlayer(),
                new PartPlayer(),
                new CalculatorPlayer(),
                new ReconcilePlayer(),
                new PredicatesPlayer(),
                new ScaleUpPlayer(),
                new ScaleDownPlayer(),
                new CappingPlayer(),
                new PodAdmissionPlayer(),
                new PriorityPlayer(),
                new UpdaterPlayer(),
                new HistogramPlayer(),
                new UsagePlayer(),
                new KillsPlayer());
    }
}
