package dev.tidewright.apiserver.tables;

import dev.tidewright.core.units.Quantity;
import tools.jackson.databind.JsonNode;

/// Reads quantities out of objects; what is none counts as nothing.
final class Amounts {
    private Amounts() {}

    static long milli(JsonNode quantity) {
        return read(quantity).milli();
    }

    static long whole(JsonNode quantity) {
        return read(quantity).value();
    }

    private static Quantity read(JsonNode quantity) {
        try {
            return Quantity.parse(quantity.asString("0"));
        } catch (IllegalArgumentException e) {
            return Quantity.ZERO;
        }
    }
}
