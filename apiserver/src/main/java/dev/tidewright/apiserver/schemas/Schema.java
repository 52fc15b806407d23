package dev.tidewright.apiserver.schemas;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What may stand at one place of a document, and how it merges there: a scalar, a list, an object, or several of them.
///
/// A schema that refers to itself works: its shape is looked up when it is first asked for. Safe for many threads.
///
/// Source of the rules: kube-openapi's `schemaconv`, which feeds upstream's structured merge.
public final class Schema {
    /// Nobody described the place: objects merge by key, lists are one value (upstream's "deduced" type).
    public static final Schema ANYTHING = new Schema(Schema::anything);

    /// Nobody described the place, and it is one value whatever it is (upstream's "untyped atomic" type).
    public static final Schema ANYTHING_AS_ONE = new Schema(Schema::anythingAsOne);

    private final Supplier<Shape> source;
    private volatile @Nullable Shape shape;

    private record Shape(Scalar scalar, Optional<Items> items, Optional<Members> members) {}

    private Schema(Supplier<Shape> source) {
        this.source = source;
    }

    public static Schema of(Scalar scalar) {
        return new Schema(() -> new Shape(scalar, Optional.empty(), Optional.empty()));
    }

    public static Schema of(Items items) {
        return new Schema(() -> new Shape(Scalar.NONE, Optional.of(items), Optional.empty()));
    }

    public static Schema of(Members members) {
        return new Schema(() -> new Shape(Scalar.NONE, Optional.empty(), Optional.of(members)));
    }

    /// A place that takes any scalar, and lists and objects as said.
    public static Schema ofAny(Items items, Members members) {
        return new Schema(() -> new Shape(Scalar.ANY, Optional.of(items), Optional.of(members)));
    }

    /// A schema that is found only when it is needed.
    public static Schema later(Supplier<Schema> target) {
        return new Schema(() -> target.get().shape());
    }

    /// The same, its objects one value or not as `atomic` says.
    public Schema withAtomic(boolean atomic) {
        return new Schema(() -> new Shape(
                shape().scalar(), shape().items(), shape().members().map(members -> members.withAtomic(atomic))));
    }

    public Scalar scalar() {
        return shape().scalar();
    }

    public boolean takesList() {
        return shape().items().isPresent();
    }

    public boolean takesObject() {
        return shape().members().isPresent();
    }

    /// Items of the list that may stand here; of one that takes nothing where none may.
    public Items items() {
        return shape().items().orElse(Items.NONE);
    }

    /// Fields of the object that may stand here; of one that takes nothing where none may.
    public Members members() {
        return shape().members().orElse(Members.NONE);
    }

    /// Whether the value's form (scalar, list, object) is one that this place takes.
    public boolean takes(JsonNode value) {
        if (value.isObject()) {
            return takesObject();
        }
        return value.isArray() ? takesList() : scalar().takes(value);
    }

    private Shape shape() {
        Shape known = shape;
        if (known == null) {
            known = source.get();
            shape = known;
        }
        return known;
    }

    private static Shape anything() {
        return new Shape(Scalar.ANY, Optional.of(Items.asOne(ANYTHING_AS_ONE)), Optional.of(Members.mapOf(ANYTHING)));
    }

    private static Shape anythingAsOne() {
        return new Shape(
                Scalar.ANY,
                Optional.of(Items.asOne(ANYTHING_AS_ONE)),
                Optional.of(Members.mapOf(ANYTHING_AS_ONE).withAtomic(true)));
    }
}
