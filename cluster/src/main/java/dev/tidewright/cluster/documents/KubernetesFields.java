package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.core.units.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Which fields Kubernetes' own kinds, and the vertical autoscaler's, have and of what form, as its API server checks
/// them when asked to be strict.
///
/// Source: the OpenAPI document of Kubernetes v1.34.4, boiled down by `bin/kubernetes-fields`.
public final class KubernetesFields {
    private static final List<String> TABLES = List.of("kubernetes-fields.txt", "autoscaling-fields.txt");
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Map<String, Field>> parsed = new HashMap<>();

    /// One field of a type.
    private record Field(String form, boolean required) {}

    private KubernetesFields() {}

    public static KubernetesFields load() {
        var fields = new KubernetesFields();
        TABLES.forEach(fields::table);
        return fields;
    }

    private void table(String name) {
        try (InputStream in = Objects.requireNonNull(KubernetesFields.class.getResourceAsStream(name), name);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().forEach(this::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        String[] words = line.split(" ", 4);
        if (words[0].equals("kind")) {
            kinds.put(words[1] + " " + words[2], words[3]);
        } else if (words[0].equals("type")) {
            types.put(words[1], line.substring(Math.min(line.length(), words[0].length() + words[1].length() + 2)));
        }
    }

    public boolean knows(String apiVersion, String kind) {
        return kinds.containsKey(apiVersion + " " + kind);
    }

    /// The version in which Kubernetes serves this kind of this group today; empty where it does not.
    public Optional<String> versionOf(String group, String kind) {
        return kinds.keySet().stream()
                .filter(key -> key.endsWith(" " + kind) && group(key).equals(group))
                .map(key -> key.substring(0, key.indexOf(' ')))
                .reduce((first, second) -> second);
    }

    private static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /// Keeps a complaint for every field of the object that its kind does not have, or not in this form.
    public void check(String apiVersion, String kind, Document object, Complaints complaints) {
        new Walk(complaints).type(Objects.requireNonNull(kinds.get(apiVersion + " " + kind)), object, "");
    }

    private Map<String, Field> fields(String type) {
        return parsed.computeIfAbsent(type, name -> {
            Map<String, Field> fields = new LinkedHashMap<>();
            for (String word : Objects.requireNonNull(types.get(name), name).split(" ")) {
                int colon = word.indexOf(':');
                boolean required = colon > 0 && word.charAt(colon - 1) == '!';
                fields.put(
                        word.substring(0, required ? colon - 1 : colon),
                        new Field(word.substring(colon + 1), required));
            }
            return fields;
        });
    }

    /// One walk over one object.
    private final class Walk {
        private final Complaints complaints;

        Walk(Complaints complaints) {
            this.complaints = complaints;
        }

        private void type(String type, Document document, String path) {
            if (!(document instanceof Mapping mapping)) {
                complaints.add(new BadInput(document.place(), path, "expected a mapping"));
                return;
            }
            Map<String, Field> known = fields(type);
            for (String name : mapping.fields().keySet()) {
                Field field = known.get(name);
                if (field == null) {
                    complaints.add(Fields.unknown(mapping, path, name, known.keySet()));
                } else {
                    value(field.form(), Objects.requireNonNull(mapping.fields().get(name)), path(path, name));
                }
            }
            known.forEach((name, field) -> requirePresent(mapping, path, name, field));
        }

        private void requirePresent(Mapping mapping, String path, String name, Field field) {
            Document value = mapping.fields().get(name);
            if (field.required() && (value == null || isNull(value))) {
                complaints.add(
                        new BadInput(mapping.place(), path(path, name), "missing; expected " + words(field.form())));
            }
        }

        private void value(String form, Document value, String path) {
            if (form.equals("*") || isNull(value)) {
                return;
            }
            switch (form.charAt(0)) {
                case '[' -> list(form, value, path);
                case '{' -> map(form, value, path);
                default -> {
                    if (form.length() == 1) {
                        scalar(form, value, path);
                    } else {
                        type(form, value, path);
                    }
                }
            }
        }

        private void list(String form, Document value, String path) {
            if (!(value instanceof Sequence sequence)) {
                complaints.add(new BadInput(value.place(), path, "expected a list"));
                return;
            }
            for (int i = 0; i < sequence.items().size(); i++) {
                value(inner(form), sequence.items().get(i), path + "[" + i + "]");
            }
        }

        private void map(String form, Document value, String path) {
            if (!(value instanceof Mapping mapping)) {
                complaints.add(new BadInput(value.place(), path, "expected a mapping"));
                return;
            }
            mapping.fields().forEach((name, item) -> value(inner(form), item, path(path, name)));
        }

        private void scalar(String form, Document value, String path) {
            if (!(value instanceof Scalar scalar)) {
                complaints.add(new BadInput(value.place(), path, "expected " + words(form)));
            } else if (!fits(form, scalar)) {
                String found = ", found '" + scalar.text() + "'";
                complaints.add(new BadInput(value.place(), path, "expected " + words(form) + found));
            }
        }
    }

    private static boolean isNull(Document value) {
        return value instanceof Scalar scalar && scalar.type() == Scalar.Type.NULL;
    }

    private static String inner(String form) {
        return form.substring(1, form.length() - 1);
    }

    private static String path(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean fits(String form, Scalar scalar) {
        Scalar.Type type = scalar.type();
        return switch (form) {
            case "s" -> type == Scalar.Type.TEXT;
            case "i" -> type == Scalar.Type.WHOLE_NUMBER;
            case "n" -> type == Scalar.Type.WHOLE_NUMBER || type == Scalar.Type.DECIMAL;
            case "b" -> type == Scalar.Type.BOOLEAN;
            case "x" -> type == Scalar.Type.WHOLE_NUMBER || type == Scalar.Type.TEXT;
            case "q" -> isQuantity(scalar.text());
            default -> true;
        };
    }

    private static boolean isQuantity(String text) {
        try {
            Quantity.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String words(String form) {
        return switch (form.charAt(0)) {
            case '[' -> "a list";
            case '{' -> "a mapping";
            default ->
                switch (form) {
                    case "s" -> "text (numbers and true or false in quotes)";
                    case "i" -> "a whole number";
                    case "n" -> "a number";
                    case "b" -> "true or false";
                    case "x" -> "a whole number or text";
                    case "q" -> "a quantity, e.g. 250m or 512Mi";
                    case "t" -> "a time";
                    default -> "a mapping";
                };
        };
    }
}
