package dev.tidewright.apiserver.wire;

import dev.tidewright.apiserver.wire.WireType.Form;
import dev.tidewright.apiserver.wire.WireType.ListOf;
import dev.tidewright.apiserver.wire.WireType.MapOf;
import dev.tidewright.apiserver.wire.WireType.Pointer;
import dev.tidewright.apiserver.wire.WireType.Single;
import dev.tidewright.apiserver.wire.WireType.Struct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The table of wire types that `bin/kubernetes-wire` writes. Types are read when they are first asked for.
///
/// Safe for many threads.
public final class WireTypes {
    private static final String TABLE = "kubernetes-wire.txt";
    private static final Map<String, Form> OWN_FORMS = Map.ofEntries(
            Map.entry("string", Form.TEXT),
            Map.entry("bool", Form.TRUTH),
            Map.entry("int32", Form.WHOLE_32),
            Map.entry("int", Form.WHOLE_64),
            Map.entry("int64", Form.WHOLE_64),
            Map.entry("uint32", Form.WHOLE_64),
            Map.entry("float64", Form.NUMBER),
            Map.entry("resource.Quantity", Form.QUANTITY),
            Map.entry("intstr.IntOrString", Form.WHOLE_OR_TEXT),
            Map.entry("meta/v1.Time", Form.TIME),
            Map.entry("meta/v1.MicroTime", Form.MICRO_TIME),
            Map.entry("meta/v1.Duration", Form.TEXT));

    // All three are looked up and never walked.
    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, String> structs = new HashMap<>();
    private final Map<String, String> named = new HashMap<>();
    private final ConcurrentHashMap<String, WireType> parsed = new ConcurrentHashMap<>();

    private WireTypes() {}

    public static WireTypes load() {
        var table = new WireTypes();
        try (InputStream in = Objects.requireNonNull(WireTypes.class.getResourceAsStream(TABLE), TABLE);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().forEach(table::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private void line(String line) {
        String[] words = line.split(" ", 4);
        switch (words[0]) {
            case "kind" -> kinds.put(words[1] + " " + words[2], words[3]);
            case "struct" -> {
                int start = "struct ".length() + words[1].length() + 1;
                structs.put(words[1], line.substring(Math.min(start, line.length())));
            }
            case "named" -> named.put(words[1], words[2]);
            default -> {} // a comment
        }
    }

    /// @return empty where Kubernetes has no such kind, or it never travels on its own
    public Optional<Struct> kind(String apiVersion, String kind) {
        String type = kinds.get(apiVersion + " " + kind);
        return type == null ? Optional.empty() : Optional.of((Struct) parse(type));
    }

    /// Every object's metadata.
    public Struct objectMeta() {
        return (Struct) parse("meta/v1.ObjectMeta");
    }

    /// @param text as in the table: `*int32`, `[]core/v1.Container`, `map[string]string`
    WireType parse(String text) {
        WireType known = parsed.get(text);
        if (known != null) {
            return known;
        }
        WireType fresh = fresh(text);
        WireType raced = parsed.putIfAbsent(text, fresh);
        return raced == null ? fresh : raced;
    }

    private WireType fresh(String text) {
        if (text.startsWith("*")) {
            return new Pointer(parse(text.substring(1)));
        }
        if (text.equals("[]byte")) {
            return new Single(Form.BYTES, "[]uint8");
        }
        if (text.startsWith("[]")) {
            return new ListOf(parse(text.substring(2)), goName(text));
        }
        if (text.startsWith("map[")) {
            return new MapOf(parse(text.substring(text.indexOf(']') + 1)), goName(text));
        }
        Form form = OWN_FORMS.get(text);
        if (form != null) {
            return new Single(form, goName(text));
        }
        String struct = structs.get(text);
        if (struct != null) {
            return new Struct(goName(text), struct, this);
        }
        String target = named.get(text);
        return target == null ? new Single(Form.ANYTHING, goName(text)) : renamed(parse(target), goName(text));
    }

    private static WireType renamed(WireType type, String goName) {
        return switch (type) {
            case Single single -> new Single(single.form(), goName);
            case ListOf list -> new ListOf(list.element(), goName);
            case MapOf map -> new MapOf(map.element(), goName);
            case Pointer pointer -> pointer;
            case Struct struct -> struct;
        };
    }

    /// `[]core/v1.Container` is `[]v1.Container` in Go's errors.
    private static String goName(String text) {
        return text.replaceAll("[a-z0-9]+/", "");
    }
}
