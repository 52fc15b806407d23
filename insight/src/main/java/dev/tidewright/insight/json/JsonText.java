package dev.tidewright.insight.json;

import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON with its fields in the order of the calls and every number in one spelling: whole numbers without a
/// point, others rounded to six decimals, what is unknown as `null`.
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator generator;

    private JsonText(Writer out) {
        this.generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /// What `body` writes, as text.
    public static String of(Consumer<JsonText> body) {
        var out = new StringWriter();
        write(out, body);
        return out.toString();
    }

    /// Writes one value to `out` and leaves it open.
    ///
    /// @throws UncheckedIOException if `out` does not take it
    public static void write(Writer out, Consumer<JsonText> body) {
        var text = new JsonText(new KeptOpen(out));
        body.accept(text);
        text.generator.close();
    }

    public JsonText object(Runnable fields) {
        generator.writeStartObject();
        fields.run();
        generator.writeEndObject();
        return this;
    }

    public JsonText object(String name, Runnable fields) {
        generator.writeName(name);
        return object(fields);
    }

    public <T> JsonText list(String name, Collection<T> items, BiConsumer<JsonText, T> each) {
        generator.writeName(name);
        generator.writeStartArray();
        items.forEach(item -> each.accept(this, item));
        generator.writeEndArray();
        return this;
    }

    public JsonText list(Runnable items) {
        generator.writeStartArray();
        items.run();
        generator.writeEndArray();
        return this;
    }

    public JsonText name(String name) {
        generator.writeName(name);
        return this;
    }

    /// Writes the value's `toString`.
    public JsonText field(String name, Object text) {
        generator.writeStringProperty(name, text.toString());
        return this;
    }

    public JsonText field(String name, long number) {
        generator.writeNumberProperty(name, number);
        return this;
    }

    public JsonText field(String name, double number) {
        generator.writeName(name);
        return value(number);
    }

    public JsonText field(String name, boolean flag) {
        generator.writeBooleanProperty(name, flag);
        return this;
    }

    public JsonText value(String text) {
        generator.writeString(text);
        return this;
    }

    public JsonText value(long number) {
        generator.writeNumber(number);
        return this;
    }

    public JsonText value(double number) {
        double rounded = Math.rint(number * 1e6) / 1e6;
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            generator.writeNull();
        } else if (Math.abs(number) >= 1e9) {
            generator.writeNumber(Math.round(number));
        } else if (rounded == (long) rounded) {
            generator.writeNumber((long) rounded);
        } else {
            generator.writeNumber(rounded);
        }
        return this;
    }

    /// The generator closes what it writes to; a file of many values goes on.
    private static final class KeptOpen extends java.io.FilterWriter {
        KeptOpen(Writer out) {
            super(out);
        }

        @Override
        public void write(char[] text, int from, int length) throws java.io.IOException {
            out.write(text, from, length);
        }

        @Override
        public void close() throws java.io.IOException {
            flush();
        }
    }
}
