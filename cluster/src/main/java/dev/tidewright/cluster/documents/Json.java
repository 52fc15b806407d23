package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON into [Document]s, many times faster than [Yaml] does. For large inputs: recordings, conformance cases.
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final JsonParser parser;
    private final Set<String> skipped;

    private Json(String file, JsonParser parser, Set<String> skipped) {
        this.file = file;
        this.parser = parser;
        this.skipped = skipped;
    }

    /// One JSON value.
    ///
    /// @param file named in complaints
    /// @throws BadInput where the text is not one JSON value
    public static Document parse(String file, String text) {
        return read(file, FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), text));
    }

    /// One JSON value in UTF-8. The stream is read to its end and not closed.
    public static Document parse(String file, InputStream in) {
        return read(file, FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), in));
    }

    /// Values that come one after the other, as a watch sends them. Neither the stream nor this is thread-safe.
    public static final class Stream {
        private final Json json;

        /// @param file    named in complaints
        /// @param skipped fields that are passed over wherever they occur; looked up only
        ///
        /// @throws BadInput where the stream cannot be read
        public Stream(String file, InputStream in, Set<String> skipped) {
            this.json = new Json(file, parser(file, in), Set.copyOf(skipped));
        }

        private static JsonParser parser(String file, InputStream in) {
            try {
                return JsonFactory.builder().build().createParser(tools.jackson.core.ObjectReadContext.empty(), in);
            } catch (JacksonException e) {
                throw new BadInput(new Place(file, 0), "", "not JSON: " + e.getOriginalMessage());
            }
        }

        /// The next value; empty at the end.
        ///
        /// @throws BadInput where something else comes
        public Optional<Document> next() {
            return json.guarded(() -> {
                JsonToken token = json.parser.nextToken();
                return token == null ? Optional.empty() : Optional.of(json.value(token));
            });
        }

        /// The next value is a mapping with a long list in it: hands on the list's items as they come.
        ///
        /// @param list the list's field
        /// @return the mapping without the list
        /// @throws BadInput where it is no such mapping, or ends early
        public Mapping items(String list, Consumer<Document> item) {
            return json.guarded(() -> {
                Place place = json.place();
                if (json.parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new BadInput(place, "", "expected a mapping");
                }
                Map<String, Document> fields = new LinkedHashMap<>();
                while (json.parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.parser.currentName();
                    JsonToken token = json.parser.nextToken();
                    if (name.equals(list) && token == JsonToken.START_ARRAY) {
                        json.eachItem(item);
                    } else {
                        fields.put(name, json.value(token));
                    }
                }
                return new Mapping(place, fields);
            });
        }
    }

    private <T> T guarded(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JacksonException e) {
            throw new BadInput(place(), "", "not JSON: " + e.getOriginalMessage());
        }
    }

    private void eachItem(Consumer<Document> item) {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            item.accept(value(token));
        }
    }

    private static Document read(String file, JsonParser parser) {
        var reader = new Json(file, parser, Set.of());
        try {
            Document document = reader.value(parser.nextToken());
            if (parser.nextToken() != null) {
                throw new BadInput(reader.place(), "", "expected the end after one JSON value");
            }
            return document;
        } catch (JacksonException e) {
            throw new BadInput(reader.place(), "", "not JSON: " + e.getOriginalMessage());
        }
    }

    private Document value(@org.jspecify.annotations.Nullable JsonToken token) {
        Place place = place();
        return switch (token) {
            case START_OBJECT -> new Mapping(place, fields());
            case START_ARRAY -> new Sequence(place, items());
            case VALUE_STRING -> new Scalar(place, Scalar.Type.TEXT, parser.getString());
            case VALUE_NUMBER_INT -> new Scalar(place, Scalar.Type.WHOLE_NUMBER, parser.getString());
            case VALUE_NUMBER_FLOAT -> new Scalar(place, Scalar.Type.DECIMAL, parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, Scalar.Type.BOOLEAN, parser.getString());
            case VALUE_NULL -> new Scalar(place, Scalar.Type.NULL, "");
            case null, default -> throw new BadInput(place, "", "expected a JSON value");
        };
    }

    private Map<String, Document> fields() {
        Map<String, Document> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (skipped.contains(name)) {
                parser.skipChildren();
            } else {
                fields.put(name, value(token));
            }
        }
        return fields;
    }

    private List<Document> items() {
        List<Document> items = new ArrayList<>();
        eachItem(items::add);
        return items;
    }

    private Place place() {
        return new Place(file, parser.currentTokenLocation().getLineNr());
    }
}
