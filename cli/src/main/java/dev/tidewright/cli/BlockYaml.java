package dev.tidewright.cli;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Writes trees as block YAML that every reader takes alike: texts in quotes unless they cannot be taken for anything
/// else.
final class BlockYaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final List<String> WORDS = List.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final StringBuilder text = new StringBuilder();

    private BlockYaml() {}

    static String of(JsonNode tree) {
        BlockYaml yaml = new BlockYaml();
        yaml.block(tree, 0);
        return yaml.text.toString();
    }

    private void block(JsonNode node, int indent) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                text.append("  ".repeat(indent)).append(plain(field.getKey())).append(':');
                value(field.getValue(), field.getValue().isArray() ? indent : indent + 1);
            });
        } else {
            for (JsonNode item : node) {
                text.append("  ".repeat(indent)).append('-');
                item(item, indent + 1);
            }
        }
    }

    private void value(JsonNode node, int indent) {
        if (node.isContainer() && !node.isEmpty()) {
            text.append('\n');
            block(node, indent);
        } else {
            text.append(' ').append(scalar(node)).append('\n');
        }
    }

    /// The first line of an item stands beside its dash.
    private void item(JsonNode node, int indent) {
        int begin = text.length();
        value(node, indent);
        if (text.charAt(begin) == '\n') {
            text.replace(begin, begin + 1 + 2 * indent, " ");
        }
    }

    private static String scalar(JsonNode node) {
        return node.isString() ? plain(node.asString()) : node.toString();
    }

    private static String plain(String text) {
        boolean clear = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
        return clear ? text : StringNode.valueOf(text).toString();
    }
}
