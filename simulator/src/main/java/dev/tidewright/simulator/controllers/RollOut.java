package dev.tidewright.simulator.controllers;

import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.ReplicaSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How many pods each ReplicaSet of a Deployment should have next. Pure. Source: `pkg/controller/deployment/rolling.go`
/// and `sync.go`.
///
/// @param current the set of the present template; empty where it is yet to be made
/// @param old     the sets of earlier templates
record RollOut(Deployment deployment, RollingBounds bounds, Optional<ReplicaSet> current, List<ReplicaSet> old) {
    private static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator.comparing(
                    (ReplicaSet set) -> set.meta().created())
            .thenComparing(set -> set.meta().name());

    /// One set and the pods it should want.
    record Size(ReplicaSet set, int replicas) {}

    /// Pods for the set of the present template, new or known, when it may grow.
    int currentSize() {
        int wanted = deployment.replicas();
        int has = current.map(ReplicaSet::replicas).orElse(0);
        if (has >= wanted || deployment.strategy().recreate()) {
            return wanted;
        }
        int free = wanted + bounds.surge() - totalWanted();
        return free <= 0 ? has : has + Math.min(free, wanted - has);
    }

    private int totalWanted() {
        return current.map(ReplicaSet::replicas).orElse(0)
                + old.stream().mapToInt(ReplicaSet::replicas).sum();
    }

    /// The old sets that may shrink now: first by their pods that do not serve anyway, then by as many as the new set
    /// has made superfluous. Empty where the bounds leave no room.
    List<Size> oldSizes() {
        int minAvailable = deployment.replicas() - bounds.unavailable();
        int newUnavailable =
                current.map(set -> set.replicas() - set.available()).orElse(0);
        int room = totalWanted() - minAvailable - newUnavailable;
        if (room <= 0) {
            return List.of();
        }
        List<ReplicaSet> sets = new ArrayList<>(old);
        sets.sort(OLDEST_FIRST);
        int[] sizes = sets.stream().mapToInt(ReplicaSet::replicas).toArray();
        dropUnhealthy(sets, sizes, room);
        dropSuperfluous(sizes, available(sets, sizes) - minAvailable);
        return changed(sets, sizes);
    }

    private static void dropUnhealthy(List<ReplicaSet> sets, int[] sizes, int room) {
        int left = room;
        for (int i = 0; i < sizes.length && left > 0; i++) {
            int drop = Math.max(0, Math.min(left, sizes[i] - sets.get(i).available()));
            sizes[i] -= drop;
            left -= drop;
        }
    }

    /// Available pods; a set that was told to shrink and has not yet is not counted beyond what it wants.
    private int available(List<ReplicaSet> sets, int[] sizes) {
        int available =
                current.map(set -> Math.min(set.available(), set.replicas())).orElse(0);
        for (int i = 0; i < sizes.length; i++) {
            available += Math.min(sets.get(i).available(), sizes[i]);
        }
        return available;
    }

    private static void dropSuperfluous(int[] sizes, int superfluous) {
        int left = superfluous;
        for (int i = 0; i < sizes.length && left > 0; i++) {
            int drop = Math.min(left, sizes[i]);
            sizes[i] -= drop;
            left -= drop;
        }
    }

    private static List<Size> changed(List<ReplicaSet> sets, int[] sizes) {
        List<Size> changed = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] != sets.get(i).replicas()) {
                changed.add(new Size(sets.get(i), sizes[i]));
            }
        }
        return changed;
    }

    /// What a change of `spec.replicas` means for the sets: for the only active one all of it; during a roll-out a
    /// share for each, so that scaling does not hasten the roll-out.
    List<Size> scaled() {
        List<ReplicaSet> active = active();
        Optional<ReplicaSet> only = activeOrLatest(active);
        if (only.isPresent()) {
            return List.of(new Size(only.get(), deployment.replicas()));
        }
        if (isSaturated()) {
            return active.stream()
                    .filter(set -> !isCurrent(set))
                    .map(set -> new Size(set, 0))
                    .toList();
        }
        return deployment.strategy().recreate() ? List.of() : proportional(active);
    }

    private List<ReplicaSet> active() {
        List<ReplicaSet> active = new ArrayList<>();
        old.stream().filter(set -> set.replicas() > 0).forEach(active::add);
        current.filter(set -> set.replicas() > 0).ifPresent(active::add);
        return active;
    }

    private Optional<ReplicaSet> activeOrLatest(List<ReplicaSet> active) {
        return switch (active.size()) {
            case 0 -> current.or(() -> old.stream().max(OLDEST_FIRST));
            case 1 -> Optional.of(active.getFirst());
            default -> Optional.empty();
        };
    }

    private boolean isSaturated() {
        return current.filter(set -> set.replicas() == deployment.replicas()
                        && set.available() == deployment.replicas()
                        && Labels.number(set.meta().annotations(), Labels.DESIRED_REPLICAS, -1)
                                == deployment.replicas())
                .isPresent();
    }

    private boolean isCurrent(ReplicaSet set) {
        return current.filter(set::equals).isPresent();
    }

    private List<Size> proportional(List<ReplicaSet> active) {
        int wanted = deployment.replicas();
        int allowed = wanted > 0 ? wanted + bounds.surge() : 0;
        int toAdd = allowed - active.stream().mapToInt(ReplicaSet::replicas).sum();
        List<ReplicaSet> sets = new ArrayList<>(active);
        Comparator<ReplicaSet> byAge = toAdd > 0 ? OLDEST_FIRST.reversed() : OLDEST_FIRST;
        sets.sort(Comparator.comparingInt(ReplicaSet::replicas).reversed().thenComparing(byAge));
        List<Size> sizes = new ArrayList<>();
        int added = 0;
        for (ReplicaSet set : sets) {
            int share = share(set, toAdd, added);
            added += share;
            sizes.add(new Size(set, set.replicas() + share));
        }
        Size largest = sizes.getFirst();
        sizes.set(0, new Size(largest.set(), Math.max(0, largest.replicas() + toAdd - added)));
        return sizes;
    }

    private int share(ReplicaSet set, int toAdd, int added) {
        if (toAdd == 0 || toAdd == added) {
            return 0;
        }
        int left = toAdd - added;
        return toAdd > 0 ? Math.min(fraction(set), left) : Math.max(fraction(set), left);
    }

    /// What the set should gain to keep its part of the whole. Rounds half away from zero, as upstream does.
    private int fraction(ReplicaSet set) {
        if (deployment.replicas() == 0) {
            return -set.replicas();
        }
        int before = Labels.number(set.meta().annotations(), Labels.MAX_REPLICAS, 0);
        int base = before > 0 ? before : deployment.status().replicas();
        if (base == 0) {
            return 0;
        }
        double size = (double) ((long) set.replicas() * (deployment.replicas() + bounds.surge())) / base;
        return (int) (size + 0.5) - set.replicas();
    }
}
