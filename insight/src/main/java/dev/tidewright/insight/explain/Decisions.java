package dev.tidewright.insight.explain;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The journal's entries about one object, as a user names it.
public final class Decisions {
    private final List<Line> journal;
    private final List<Line> about;

    private static final Map<String, String> SHORT_NAMES = // never walked
            Map.of("hpa", "horizontalpodautoscaler", "vpa", "verticalpodautoscaler");

    private Decisions(List<Line> journal, List<Line> about) {
        this.journal = List.copyOf(journal);
        this.about = List.copyOf(about);
    }

    /// @param object `hpa/web`, `hpa/shop/web`, `deployment/web`, `nodegroup/pool-1`: a kind (or `hpa`, `vpa`), the
    /// namespace
    ///               where more than one has such an object, the name
    /// @throws IllegalArgumentException where the text names no object in this way
    public static Decisions about(String object, List<Line> journal) {
        String[] parts = object.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("expected KIND/NAME or KIND/NAMESPACE/NAME, found '" + object + "'");
        }
        List<Line> found = new ArrayList<>();
        for (Line line : journal) {
            if (names(parts, line.entry().object())) {
                found.add(line);
            }
        }
        return new Decisions(journal, found);
    }

    private static boolean names(String[] parts, ObjectKey key) {
        String kind = parts[0].toLowerCase(Locale.ROOT);
        String wanted = SHORT_NAMES.getOrDefault(kind, kind);
        boolean inPlace = parts.length == 2 || key.namespace().equals(parts[1]);
        return key.kind().toLowerCase(Locale.ROOT).equals(wanted)
                && inPlace
                && key.name().equals(parts[parts.length - 1]);
    }

    /// In order of time.
    public List<Line> all() {
        return about;
    }

    /// Namespaces in which there are such objects, in order of appearance.
    public List<String> namespaces() {
        return about.stream()
                .map(line -> line.entry().object().namespace())
                .distinct()
                .toList();
    }

    /// The last one at or before a time.
    public Optional<Line> at(Instant time) {
        Optional<Line> last = Optional.empty();
        for (Line line : about) {
            if (!line.entry().at().isAfter(time)) {
                last = Optional.of(line);
            }
        }
        return last;
    }

    /// The last one.
    public Optional<Line> last() {
        return about.isEmpty() ? Optional.empty() : Optional.of(about.getLast());
    }

    /// The entries that led to one.
    public List<Line> causes(Line line) {
        List<Line> causes = new ArrayList<>();
        for (Line other : journal) {
            if (line.entry().causes().contains(other.number())) {
                causes.add(other);
            }
        }
        return causes;
    }

    /// When the run began, as far as its journal tells.
    public Optional<Instant> start() {
        return journal.isEmpty()
                ? Optional.empty()
                : Optional.of(journal.getFirst().entry().at());
    }
}
