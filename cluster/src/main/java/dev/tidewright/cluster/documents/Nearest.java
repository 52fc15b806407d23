package dev.tidewright.cluster.documents;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a person probably meant, and lists what there is to choose from.
public final class Nearest {
    private static final int LISTED_MAX = 20;

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

    /// Letters to insert, drop, change or swap with their neighbour.
    private static int distance(String from, String to) {
        int[][] rows = new int[from.length() + 1][to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            rows[i][0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = rows[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (swapped(from, i, to, j)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[from.length()][to.length()];
    }

    private static boolean swapped(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
