package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private Json(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
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

    private static Document read(String file, JsonParser parser) {
        var reader = new Json(file, parser);
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
            fields.put(name, value(parser.nextToken()));
        }
        return fields;
    }

    private List<Document> items() {
        List<Document> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return items;
    }

    private Place place() {
        return new Place(file, parser.currentTokenLocation().getLineNr());
    }
}
