package dev.tidewright.apiserver.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The JSON paths that printer columns use: names, indices, `[*]` and filters such as
/// `[?(@.type=="Ready")].status`. Source: `k8s.io/client-go/util/jsonpath`, its simple forms.
final class JsonPath {
    private static final Pattern STEP = Pattern.compile("""
            \\.(?<name>(?:\\\\.|[^.\\[\\]\\\\])+)\
            |\\['(?<quoted>[^']*)'\\]\
            |\\[(?<index>-?\\d{1,9})\\]\
            |(?<all>\\[\\*\\]|\\.\\*)\
            |\\[\\?\\(@(?<path>[^=!]*?)\\s*(?<operator>==|!=)\\s*(?<literal>"[^"]*"|'[^']*'|[^)]*?)\\s*\\)\\]""");

    private final List<Step> steps;

    private sealed interface Step {
        List<JsonNode> from(JsonNode node);
    }

    private record Field(String name) implements Step {
        @Override
        public List<JsonNode> from(JsonNode node) {
            return node.has(name) ? List.of(node.get(name)) : List.of();
        }
    }

    private record Item(int index) implements Step {
        @Override
        public List<JsonNode> from(JsonNode node) {
            int place = index < 0 ? node.size() + index : index;
            return node.isArray() && node.has(place) ? List.of(node.get(place)) : List.of();
        }
    }

    private record All() implements Step {
        @Override
        public List<JsonNode> from(JsonNode node) {
            return node.valueStream().toList();
        }
    }

    private record Filter(JsonPath path, boolean equal, String literal) implements Step {
        @Override
        public List<JsonNode> from(JsonNode node) {
            return node.valueStream()
                    .filter(item -> path.first(item)
                            .map(value -> value.asString().equals(literal) == equal)
                            .orElse(false))
                    .toList();
        }
    }

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /// @return empty where the path is not of the forms that are known
    static Optional<JsonPath> parse(String text) {
        String path = text.startsWith(".") || text.startsWith("[") || text.isEmpty() ? text : "." + text;
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int end = 0;
        while (matcher.lookingAt()) {
            steps.add(step(matcher));
            end = matcher.end();
            matcher.region(end, path.length());
        }
        return end == path.length() ? Optional.of(new JsonPath(steps)) : Optional.empty();
    }

    private static Step step(Matcher matcher) {
        if (matcher.group("name") != null) {
            return new Field(matcher.group("name").replaceAll("\\\\(.)", "$1"));
        }
        if (matcher.group("quoted") != null) {
            return new Field(matcher.group("quoted"));
        }
        if (matcher.group("index") != null) {
            return new Item(Integer.parseInt(matcher.group("index")));
        }
        if (matcher.group("all") != null) {
            return new All();
        }
        String literal = matcher.group("literal");
        boolean quoted = literal.startsWith("\"") || literal.startsWith("'");
        return new Filter(
                parse(matcher.group("path")).orElse(new JsonPath(List.of())),
                matcher.group("operator").equals("=="),
                quoted ? literal.substring(1, literal.length() - 1) : literal);
    }

    /// The first of what the path leads to.
    Optional<JsonNode> first(JsonNode root) {
        return first(root, 0);
    }

    private Optional<JsonNode> first(JsonNode node, int at) {
        if (at == steps.size()) {
            return Optional.of(node);
        }
        for (JsonNode next : steps.get(at).from(node)) {
            Optional<JsonNode> found = first(next, at + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
