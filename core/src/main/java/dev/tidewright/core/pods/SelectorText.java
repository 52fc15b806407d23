package dev.tidewright.core.pods;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.LabelSelector.Operator;
import dev.tidewright.core.objects.LabelSelector.Requirement;
import dev.tidewright.core.objects.Sorted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The text form of label selectors: `app=web,tier in (a,b),!legacy`. Source: `k8s.io/apimachinery/pkg/labels`.
final class SelectorText {
    private static final String ENDS_A_WORD = " \t\r\n=!(),<>";
    private static final String KNOWN = ", expected: in, notin, =, ==, !=, gt, lt";

    private final List<String> tokens;
    private int at;

    private SelectorText(List<String> tokens) {
        this.tokens = tokens;
    }

    static ScaleSelector parse(String text) {
        if (text.isEmpty()) {
            return new ScaleSelector.Missing();
        }
        try {
            var requirements = new SelectorText(tokens(text)).requirements();
            return new ScaleSelector.Parsed(text, new LabelSelector(Sorted.empty(), requirements));
        } catch (IllegalArgumentException e) {
            return new ScaleSelector.Malformed(text, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && ENDS_A_WORD.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == i && " \t\r\n".indexOf(text.charAt(i)) < 0) {
                boolean pair = text.startsWith("==", i) || text.startsWith("!=", i);
                end = i + (pair ? 2 : 1);
            }
            if (end > i) {
                tokens.add(text.substring(i, end));
            }
            i = Math.max(end, i + 1);
        }
        return tokens;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    private List<Requirement> requirements() {
        List<Requirement> found = new ArrayList<>();
        if (peek().isEmpty()) {
            return found;
        }
        while (true) {
            found.add(requirement());
            String end = next();
            if (end.isEmpty()) {
                return found;
            }
            if (!end.equals(",")) {
                throw new IllegalArgumentException("found '" + end + "', expected: ',' or 'end of string'");
            }
            if (!isWord(peek()) && !peek().equals("!")) {
                throw new IllegalArgumentException("found '" + peek() + "', expected: identifier after ','");
            }
        }
    }

    private Requirement requirement() {
        boolean absent = peek().equals("!");
        at += absent ? 1 : 0;
        String key = next();
        if (!isWord(key)) {
            throw new IllegalArgumentException(
                    "unable to parse requirement: found '" + key + "', expected: !, identifier, or 'end of string'");
        }
        if (absent) {
            return new Requirement(key, Operator.DOES_NOT_EXIST, List.of());
        }
        return peek().isEmpty() || peek().equals(",")
                ? new Requirement(key, Operator.EXISTS, List.of())
                : comparison(key, next());
    }

    private Requirement comparison(String key, String operator) {
        return switch (operator) {
            case "=", "==" -> new Requirement(key, Operator.IN, List.of(value()));
            case "!=" -> new Requirement(key, Operator.NOT_IN, List.of(value()));
            case ">" -> new Requirement(key, Operator.GT, List.of(value()));
            case "<" -> new Requirement(key, Operator.LT, List.of(value()));
            case "in" -> new Requirement(key, Operator.IN, values());
            case "notin" -> new Requirement(key, Operator.NOT_IN, values());
            default ->
                throw new IllegalArgumentException("unable to parse requirement: found '" + operator + "'" + KNOWN);
        };
    }

    private String value() {
        String token = peek();
        if (token.isEmpty() || token.equals(",")) {
            return "";
        }
        at++;
        if (!isWord(token)) {
            throw new IllegalArgumentException(
                    "unable to parse requirement: found '" + token + "', expected: identifier");
        }
        return token;
    }

    private List<String> values() {
        if (!next().equals("(")) {
            throw new IllegalArgumentException("unable to parse requirement: expected: '('");
        }
        List<String> values = new ArrayList<>();
        String last = ",";
        while (true) {
            String token = next();
            if (isWord(token)) {
                values.add(token);
            } else if (token.equals(",") || token.equals(")")) {
                if (last.equals(",")) {
                    values.add("");
                }
                if (token.equals(")")) {
                    return values;
                }
            } else {
                throw new IllegalArgumentException(
                        "unable to parse requirement: found '" + token + "', expected: ',', ')' or identifier");
            }
            last = token;
        }
    }

    private static boolean isWord(String token) {
        return !token.isEmpty() && ENDS_A_WORD.indexOf(token.charAt(0)) < 0;
    }

    static String print(LabelSelector selector) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> wanted : selector.matchLabels().entrySet()) {
            parts.add(wanted.getKey() + "=" + wanted.getValue());
        }
        for (Requirement requirement : selector.requirements()) {
            parts.add(print(requirement));
        }
        return String.join(",", parts);
    }

    private static String print(Requirement requirement) {
        return switch (requirement.operator()) {
            case EXISTS -> requirement.key();
            case DOES_NOT_EXIST -> "!" + requirement.key();
            case IN, NOT_IN ->
                requirement.key() + " "
                        + requirement.operator().name().replace("_", "").toLowerCase(Locale.ROOT) + " ("
                        + String.join(
                                ",", requirement.values().stream().sorted().toList()) + ")";
            case GT -> requirement.key() + ">" + String.join("", requirement.values());
            case LT -> requirement.key() + "<" + String.join("", requirement.values());
        };
    }
}
