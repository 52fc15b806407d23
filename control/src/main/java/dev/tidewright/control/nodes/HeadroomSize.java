package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.scheduling.PodRequests;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// For how many pods room is kept, and what that costs: a share or a number, or what rose at most within one lead time
/// during the last 25 hours. Writes down each change. Not thread-safe.
final class HeadroomSize {
    /// Kept until an hour's demand was seen (the guide: 10-20 %).
    private static final Headroom UNTIL_KNOWN = new Headroom(10, 0, false);

    private static final long ENOUGH_MINUTES = 60;

    private final Headroom wish;
    private final LeadTime leadTime;
    private final Chronicle chronicle;
    private final Demand demand = new Demand();
    private long sizedAt = Long.MIN_VALUE;
    private int rise;
    private String told = "";

    HeadroomSize(Headroom wish, LeadTime leadTime, Chronicle chronicle) {
        this.wish = wish;
        this.leadTime = leadTime;
        this.chronicle = chronicle;
    }

    /// For how many pods room is kept beside so many that are wanted now.
    int beside(int wanted, ClusterLook look) {
        if (!wish.measured()) {
            return wish.beside(wanted);
        }
        demand.note(wanted, look.now());
        long minute = look.now().getEpochSecond() / 60;
        if (minute != sizedAt) {
            sizedAt = minute;
            rise = demand.steepestRise(leadMinutes());
        }
        return demand.minutes() < ENOUGH_MINUTES ? Math.max(rise, UNTIL_KNOWN.beside(wanted)) : rise;
    }

    private int leadMinutes() {
        return (int) Math.max(1, Math.ceilDiv(leadTime.longest().toSeconds(), 60L));
    }

    /// Writes down what is kept, where it is not what was kept before.
    void tell(List<Pod> placeholders, ClusterLook look) {
        String now = placeholders.size() + " " + leadTime.longest();
        boolean nothing = told.isEmpty() && placeholders.isEmpty() && wish.isNone();
        if (!nothing && !now.equals(told)) {
            told = now;
            chronicle.plan(chronicle.status(), "headroom", why(placeholders, look));
        }
    }

    private Explanation why(List<Pod> placeholders, ClusterLook look) {
        Explanation why = because(wish.measured() ? "what can come before a machine does" : "as asked for")
                .given("pods", placeholders.size());
        if (wish.measured()) {
            why = why.given("lead time", Duration.ofMinutes(leadMinutes())).given("steepest rise", rise);
        }
        Optional<Double> price = hourlyPrice(placeholders, look);
        return price.isEmpty() ? why : why.given("cost an hour", String.format(Locale.ROOT, "%.4f", price.get()));
    }

    /// The placeholders' share of the machines that would hold them for the least money; empty where no price is known.
    private static Optional<Double> hourlyPrice(List<Pod> placeholders, ClusterLook look) {
        double sum = 0;
        for (Pod pod : placeholders) {
            Resources asked = PodRequests.of(pod.spec());
            Optional<Double> least = look.groups().stream()
                    .filter(group -> group.group().hourlyPrice().isPresent())
                    .map(group -> share(asked, group.group().template().allocatable())
                            * group.group().hourlyPrice().orElseThrow())
                    .min(Double::compare);
            if (least.isEmpty()) {
                return Optional.empty();
            }
            sum += least.get();
        }
        return Optional.of(sum);
    }

    private static double share(Resources asked, Resources of) {
        double cpu = (double) asked.cpuMilli() / Math.max(1, of.cpuMilli());
        double memory = (double) asked.memoryBytes() / Math.max(1, of.memoryBytes());
        return Math.max(cpu, memory);
    }
}
