package dev.tidewright.core.requests.leak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The memory readings of one container's last runs, for [LeakDetection]. Keeps four runs of at most 240 readings; a
/// run that is longer keeps every second of its readings, so that its whole length stays in view. Mutable, and not
/// thread-safe.
public final class MemoryLives {
    private static final int LIVES = 4;
    private static final int READINGS = 240;

    private final Deque<Life> lives = new ArrayDeque<>();

    /// One run, of which every `stride`th reading is kept.
    private static final class Life {
        private final List<MemoryReading> readings = new ArrayList<>();
        private int stride = 1;
        private int passed;

        void add(MemoryReading reading) {
            boolean late = !readings.isEmpty()
                    && !reading.at().isAfter(readings.getLast().at());
            if (late || passed++ % stride != 0) {
                return;
            }
            if (readings.size() == READINGS) {
                thin();
            }
            readings.add(reading);
        }

        private void thin() {
            for (int i = 0; i < READINGS / 2; i++) {
                readings.set(i, readings.get(2 * i));
            }
            readings.subList(READINGS / 2, READINGS).clear();
            stride *= 2;
        }
    }

    public MemoryLives() {
        lives.add(new Life());
    }

    /// One that is not later than the last of its run is dropped.
    public void add(MemoryReading reading) {
        lives.getLast().add(reading);
    }

    /// The container began anew, whatever the reason.
    public void restarted() {
        if (lives.getLast().readings.isEmpty()) {
            return;
        }
        lives.add(new Life());
        if (lives.size() > LIVES) {
            lives.removeFirst();
        }
    }

    /// Each run, the oldest first.
    public List<List<MemoryReading>> all() {
        List<List<MemoryReading>> all = new ArrayList<>();
        for (Life life : lives) {
            all.add(List.copyOf(life.readings));
        }
        return all;
    }
}
