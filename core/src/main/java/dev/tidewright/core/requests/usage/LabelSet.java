package dev.tidewright.core.requests.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The labels that some pods of one namespace have in common: all that a selector can tell them apart by. Mutable; its
/// fields belong to the model.
final class LabelSet {
    final Space space;
    final SortedMap<String, String> labels;
    /// The autoscalers whose selector matches, in the order in which they came.
    List<Scope> scopes = List.of();

    @Nullable
    MeasuredPod firstPod;

    int pods;

    @Nullable
    Series firstSeries;

    boolean gone;

    LabelSet(Space space, SortedMap<String, String> labels) {
        this.space = space;
        this.labels = labels;
    }

    @Nullable
    Series find(String container) {
        for (Series series = firstSeries; series != null; series = series.next) {
            if (series.container.equals(container)) {
                return series;
            }
        }
        return null;
    }

    Series series(String container) {
        UsageModel model = space.model;
        Series found = find(container);
        if (found == null) {
            found = new Series(this, container, model.newUsage(), model.rules(this, container));
            append(found);
            model.counted(1);
        }
        return found;
    }

    private void append(Series added) {
        Series last = firstSeries;
        if (last == null) {
            firstSeries = added;
            return;
        }
        while (last.next != null) {
            last = last.next;
        }
        last.next = added;
    }

    /// Forgets the series of which nothing counts any more; answers how many.
    int expire(long nowMillis) {
        int forgotten = 0;
        Series before = null;
        for (Series series = firstSeries; series != null; series = series.next) {
            if (!series.isObsolete(nowMillis)) {
                before = series;
                continue;
            }
            series.expired = true;
            forgotten++;
            if (before == null) {
                firstSeries = series.next;
            } else {
                before.next = series.next;
            }
        }
        return forgotten;
    }

    void moveBack(long millis, long nowMillis) {
        for (Series series = firstSeries; series != null; series = series.next) {
            series.usage.moveBack(millis, nowMillis);
        }
        for (MeasuredPod pod = firstPod; pod != null; pod = pod.next) {
            for (MeasuredContainer one = pod.firstContainer; one != null; one = one.next) {
                one.moveBack(millis, nowMillis);
            }
        }
    }

    void join(Scope scope) {
        List<Scope> more = new ArrayList<>(scopes);
        more.add(scope);
        scopes = scopes.isEmpty() ? scope.alone : List.copyOf(more);
        scope.sets.add(this);
    }

    void leave(Scope scope) {
        List<Scope> fewer = new ArrayList<>(scopes);
        fewer.remove(scope);
        scopes = fewer.size() == 1 ? fewer.getFirst().alone : List.copyOf(fewer);
    }

    void add(MeasuredPod pod) {
        pod.set = this;
        pod.previous = null;
        pod.next = firstPod;
        if (firstPod != null) {
            firstPod.previous = pod;
        }
        firstPod = pod;
        pods++;
    }

    void remove(MeasuredPod pod) {
        if (pod.previous == null) {
            firstPod = pod.next;
        } else {
            pod.previous.next = pod.next;
        }
        if (pod.next != null) {
            pod.next.previous = pod.previous;
        }
        pods--;
    }
}
