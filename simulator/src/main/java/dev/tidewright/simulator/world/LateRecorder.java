package dev.tidewright.simulator.world;

import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Holds back what the actors register until recording begins, so that the warm-up leaves no figure.
final class LateRecorder implements Recorder {
    private final Recorder recorder;
    private final List<Runnable> heldBack = new ArrayList<>();
    private boolean begun;

    LateRecorder(Recorder recorder) {
        this.recorder = recorder;
    }

    /// Registers everything with the true recorder, which counts from now on.
    void begin() {
        begun = true;
        heldBack.forEach(Runnable::run);
        heldBack.clear();
    }

    @Override
    public void gauge(String subject, String measure, DoubleSupplier now) {
        once(() -> recorder.gauge(subject, measure, measure.equals(Measures.COST) ? sinceNow(now) : now));
    }

    /// What the warm-up cost is not the scenario's.
    private static DoubleSupplier sinceNow(DoubleSupplier sum) {
        double before = sum.getAsDouble();
        return () -> sum.getAsDouble() - before;
    }

    @Override
    public void counter(String subject, String measure, LongSupplier total) {
        once(() -> recorder.counter(subject, measure, total));
    }

    @Override
    public Latencies latencies(String subject) {
        Latencies latencies = recorder.latencies(subject);
        return (nanos, count) -> {
            if (begun) {
                latencies.add(nanos, count);
            }
        };
    }

    private void once(Runnable registration) {
        if (begun) {
            registration.run();
        } else {
            heldBack.add(registration);
        }
    }
}
