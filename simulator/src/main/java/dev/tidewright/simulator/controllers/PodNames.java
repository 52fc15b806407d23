package dev.tidewright.simulator.controllers;

/// Endings of generated names, in the alphabet that Kubernetes uses (`k8s.io/apimachinery/pkg/util/rand`): no vowels,
/// no digits that look like letters.
final class PodNames {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final long NAMES = 27L * 27 * 27 * 27 * 27;
    /// Coprime with 27^5, so that no ending comes twice among 14 million.
    private static final long STRIDE = 8_675_309;

    private long made;

    /// Five letters, none of them twice in a row of calls until all were used.
    String next() {
        return spell(made++ * STRIDE % NAMES, 5);
    }

    /// A hash as upstream spells it in `pod-template-hash`.
    static String spelled(int hash) {
        String digits = Integer.toUnsignedString(hash);
        StringBuilder spelled = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            spelled.append(ALPHABET.charAt(digits.charAt(i) % ALPHABET.length()));
        }
        return spelled.toString();
    }

    private static String spell(long number, int length) {
        char[] letters = new char[length];
        long rest = number;
        for (int i = length - 1; i >= 0; i--) {
            letters[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(letters);
    }
}
