package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One mapping being read: asks for fields by name, complains with place and path, and knows which were never asked
/// for. A `null` value counts as absent, as in Kubernetes. Not thread-safe.
public final class Fields {
    private final Mapping mapping;
    private final String path;
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(Mapping mapping, String path) {
        this.mapping = mapping;
        this.path = path;
    }

    /// @param path the field that holds this document; empty at the top
    /// @throws BadInput if the document is not a mapping
    public static Fields of(Document document, String path) {
        if (document instanceof Mapping mapping) {
            return new Fields(mapping, path);
        }
        throw new BadInput(document.place(), path, "expected a mapping");
    }

    public Place place() {
        return mapping.place();
    }

    /// Where a field was written; the mapping's own place where it is absent.
    public Place placeOf(String name) {
        return mapping.placeOf(name);
    }

    /// The names that were written, in order.
    public List<String> names() {
        return List.copyOf(mapping.fields().keySet());
    }

    /// The path of a field below this mapping: `spec.minReplicas`; its own for an empty name.
    public String path(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    public Optional<Document> document(String name) {
        asked.add(name);
        return Optional.ofNullable(mapping.fields().get(name))
                .filter(value -> !(value instanceof Scalar scalar && scalar.type() == Scalar.Type.NULL));
    }

    public Optional<Fields> mapping(String name) {
        return document(name).map(value -> of(value, path(name)));
    }

    public Optional<String> text(String name) {
        return document(name).map(value -> scalar(name, value, "text").text());
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    public Optional<Long> wholeNumber(String name) {
        return document(name).map(value -> parsed(name, value, "a whole number", Long::parseLong));
    }

    public Optional<Double> number(String name) {
        return document(name).map(value -> parsed(name, value, "a number", Double::parseDouble));
    }

    public Optional<Boolean> bool(String name) {
        return document(name)
                .map(value -> parsed(name, value, "true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                }));
    }

    public Optional<Quantity> quantity(String name) {
        return document(name).map(value -> parsed(name, value, "a quantity, e.g. 250m or 512Mi", Quantity::parse));
    }

    /// An RFC 3339 time, e.g. `2026-11-24T12:00:00Z`.
    public Optional<Instant> instant(String name) {
        return document(name).map(value -> parsed(name, value, "a time, e.g. 2026-11-24T12:00:00Z", Fields::instantOf));
    }

    private static Instant instantOf(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /// A map of text to text, such as labels. As in Kubernetes a number or a bare `true` is refused: quote it.
    public SortedMap<String, String> texts(String name) {
        return entries(name, (fields, key) -> {
            Document value = fields.mapping.fields().get(key);
            return switch (value) {
                case Scalar scalar when scalar.type() == Scalar.Type.TEXT -> scalar.text();
                case Scalar scalar when scalar.type() == Scalar.Type.NULL -> "";
                case null, default -> throw fields.complaint(key, "expected text; put it in quotes");
            };
        });
    }

    /// A map of resource name to quantity.
    public SortedMap<String, Quantity> quantities(String name) {
        return entries(
                name,
                (fields, key) -> fields.quantity(key)
                        .orElseThrow(() -> fields.complaint(key, "expected a quantity, e.g. 250m or 512Mi")));
    }

    private <T> SortedMap<String, T> entries(String name, BiFunction<Fields, String, T> reader) {
        SortedMap<String, T> entries = new TreeMap<>();
        mapping(name).ifPresent(fields -> fields.names().forEach(key -> entries.put(key, reader.apply(fields, key))));
        return Sorted.copyOf(entries);
    }

    /// The texts of a list; empty where the field is absent.
    public List<String> textList(String name) {
        return list(name, Item::text);
    }

    /// A whole number that fits 32 bits.
    public Optional<Integer> count(String name) {
        return document(name).map(value -> parsed(name, value, "a whole number", Integer::parseInt));
    }

    /// The items of a list; empty where the field is absent.
    public <T> List<T> list(String name, Function<Item, T> reader) {
        Optional<Document> value = document(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Sequence sequence)) {
            throw new BadInput(value.get().place(), path(name), "expected a list");
        }
        List<T> items = new ArrayList<>();
        for (Document item : sequence.items()) {
            items.add(reader.apply(new Item(item, path(name) + "[" + items.size() + "]")));
        }
        return items;
    }

    /// One item of a list, with its path.
    public record Item(Document document, String path) {
        public Fields fields() {
            return Fields.of(document, path);
        }

        public String text() {
            if (document instanceof Scalar scalar) {
                return scalar.text();
            }
            throw new BadInput(document.place(), path, "expected text");
        }
    }

    /// Reads a value with `parser`, whose `IllegalArgumentException` becomes a complaint about this field.
    public <T> T parsed(String name, Document value, String expected, Function<String, T> parser) {
        String text = scalar(name, value, expected).text();
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput(value.place(), path(name), "expected " + expected + ", found '" + text + "'");
        }
    }

    private Scalar scalar(String name, Document value, String expected) {
        if (value instanceof Scalar scalar) {
            return scalar;
        }
        throw new BadInput(value.place(), path(name), "expected " + expected);
    }

    /// A complaint about one field of this mapping, at the line of the field where it was written.
    public BadInput complaint(String name, String expected) {
        return new BadInput(placeOf(name), path(name), expected);
    }

    private BadInput missing(String name) {
        return new BadInput(place(), path(name), "missing; expected a value");
    }

    /// Complains about the fields that nobody asked for.
    ///
    /// @throws BadInput naming each of them and the ones that are known
    public void refuseUnknown() {
        Complaints complaints = new Complaints();
        for (String name : mapping.fields().keySet()) {
            if (!asked.contains(name)) {
                complaints.add(unknown(mapping, path, name, asked));
            }
        }
        complaints.settle();
    }

    /// A complaint about a field that does not exist, with the one that was probably meant.
    static BadInput unknown(Mapping mapping, String path, String name, Collection<String> known) {
        String expected = Nearest.to(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "expected " + Nearest.oneOf(known));
        String field = path.isEmpty() ? name : path + "." + name;
        return new BadInput(mapping.placeOf(name), field, "unknown field; " + expected);
    }
}
