package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.conformance.Difference;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/// Compares amounts by value: `262144k` is `262144000`.
///
/// @param negativesMayBeLeftOut the case is one in which upstream answers below zero, where anything sensible is right
record Amounts(boolean negativesMayBeLeftOut) {
    static Amounts of(Fields one) {
        return new Amounts(one.bool("upstreamNegative").orElse(false));
    }

    /// Reads `name` of `expected` as a map of amounts and compares each.
    Optional<Difference> first(String path, Fields expected, String name, Resources actual) {
        return first(path + "." + name, expected.quantities(name), actual);
    }

    Optional<Difference> first(String path, SortedMap<String, Quantity> expected, Resources actual) {
        TreeSet<String> resources = new TreeSet<>(expected.keySet());
        resources.addAll(actual.amounts().keySet());
        for (String resource : resources) {
            Optional<Quantity> wanted = Optional.ofNullable(expected.get(resource));
            Optional<Quantity> got = actual.get(resource);
            if (!same(wanted, got)) {
                return Optional.of(new Difference(path + "." + resource, text(wanted), text(got)));
            }
        }
        return Optional.empty();
    }

    private boolean same(Optional<Quantity> wanted, Optional<Quantity> got) {
        if (negativesMayBeLeftOut && wanted.isPresent() && wanted.get().signum() < 0) {
            return got.isEmpty() || got.get().isZero();
        }
        return wanted.isPresent() == got.isPresent()
                && (wanted.isEmpty() || wanted.get().compareTo(got.orElseThrow()) == 0);
    }

    private static String text(Optional<Quantity> amount) {
        return amount.map(Quantity::toString).orElse("nothing");
    }
}
