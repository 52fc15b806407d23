package dev.tidewright.cluster.documents;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Gathers complaints, so that one reading names every mistake and not only the first. Not thread-safe.
public final class Complaints {
    private static final int MAX_LINES = 50;
    private final Set<String> lines = new LinkedHashSet<>();
    private int more;

    /// What `reading` gives; empty, with the complaint kept, where it complains.
    public <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (BadInput complaint) {
            add(complaint);
            return Optional.empty();
        }
    }

    /// Runs a check whose complaint is kept.
    public void check(Runnable check) {
        try {
            check.run();
        } catch (BadInput complaint) {
            add(complaint);
        }
    }

    public void add(BadInput complaint) {
        for (String line : complaint.lines()) {
            if (lines.size() < MAX_LINES) {
                lines.add(line);
            } else if (!lines.contains(line)) {
                more++;
            }
        }
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /// @throws BadInput with all that was kept, if anything was
    public void settle() {
        if (lines.isEmpty()) {
            return;
        }
        List<String> all = new java.util.ArrayList<>(lines);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        throw new BadInput(all);
    }
}
