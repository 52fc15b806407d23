package dev.tidewright.apiserver.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One type of the table: `type NAME[!] [KIND] FIELD:FORM[~STRATEGY~KEY][=DEFAULT][@ABSENT]...`, or `type NAME FORM`.
final class SchemaLine {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Function<String, Schema> named;
    private final String[] words;
    private String text = "";
    private int at;

    SchemaLine(Function<String, Schema> named, String line) {
        this.named = named;
        this.words = line.split(" ");
    }

    Schema read() {
        if (words.length == 3 && (words[2].startsWith("{") || words[2].startsWith("["))) {
            begin(words[2], 0);
            return form();
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (int i = 2; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            if (colon > 0) {
                String name = words[i].substring(0, colon);
                fields.put(name, field(name, words[i], colon + 1));
            }
        }
        return Schema.of(new Members(fields, Optional.empty(), words[1].endsWith("!")));
    }

    private Field field(String name, String word, int from) {
        begin(word, from);
        Schema schema = form();
        PatchStrategy strategy = PatchStrategy.REPLACE;
        if (next('~')) {
            String kinds = until("~");
            at++;
            strategy = PatchStrategy.of(kinds, until("=@"));
        }
        Optional<JsonNode> usual = next('=') ? Optional.of(JSON.readTree(until("@"))) : Optional.empty();
        Optional<JsonNode> absent = next('@') ? Optional.of(JSON.readTree(text.substring(at))) : Optional.empty();
        return new Field(name, schema, strategy, usual, absent);
    }

    private Schema form() {
        if (next('[')) {
            return list();
        }
        if (next('{')) {
            Schema element = next('~') ? Schema.ANYTHING : form();
            at++;
            return marked(Schema.of(Members.mapOf(element)));
        }
        String word = until("!+]}~=^@");
        return switch (word) {
            case "s" -> Schema.of(Scalar.TEXT);
            case "n" -> Schema.of(Scalar.NUMBER);
            case "b" -> Schema.of(Scalar.BOOLEAN);
            case "u" -> Schema.of(Scalar.ANY);
            case "*" -> Schema.ANYTHING;
            case "?" -> Schema.ANYTHING_AS_ONE;
            default -> marked(named.apply(word));
        };
    }

    private Schema list() {
        Schema element = form();
        at++;
        if (!next('^')) {
            return Schema.of(Items.asOne(element));
        }
        String keys = until("~=]}@");
        return Schema.of(new Items(element, false, keys.isEmpty() ? List.of() : List.of(keys.split(","))));
    }

    private Schema marked(Schema schema) {
        if (next('!')) {
            return schema.withAtomic(true);
        }
        return next('+') ? schema.withAtomic(false) : schema;
    }

    private void begin(String word, int from) {
        text = word;
        at = from;
    }

    private boolean next(char mark) {
        boolean found = at < text.length() && text.charAt(at) == mark;
        if (found) {
            at++;
        }
        return found;
    }

    private String until(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }
}
