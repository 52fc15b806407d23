package dev.tidewright.cluster.documents;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a person probably meant, and lists what there is to choose from.
public final class Nearest {
    private static final int LISTED_MAX = 16;

    private Nearest() {}

    /// The known name that is one slip of the hand away (two for longer words); empty where none is that near.
    public static Optional<String> to(String name, Collection<String> known) {
        String best = "";
        int least = name.length() > 5 ? 3 : 2;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /// `one of a, b, c`, cut off where there are very many.
    public static String oneOf(Collection<String> known) {
        List<String> all = List.copyOf(known);
        if (all.isEmpty()) {
            return "one that exists; there is none";
        }
        String listed = String.join(", ", all.subList(0, Math.min(all.size(), LISTED_MAX)));
        String rest = all.size() > LISTED_MAX ? " or " + (all.size() - LISTED_MAX) + " more" : "";
        return all.size() == 1 ? listed : "one of " + listed + rest;
    }

    /// Letters to insert, drop or change.
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[to.length()];
    }
}
