package dev.tidewright.control.requests;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.peace.PeaceSettings;
import dev.tidewright.core.units.Durations;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Flags as text, read by name; knows which were never asked for. Not thread-safe.
final class FlagTexts {
    private final SortedMap<String, String> texts = new TreeMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    FlagTexts(Map<String, String> given) {
        given.forEach((name, text) -> texts.put(name.startsWith("--") ? name.substring(2) : name, text));
    }

    private <T> T read(String flag, T absent, String expected, Function<String, T> parser) {
        asked.add(flag);
        String text = texts.get(flag);
        if (text == null) {
            return absent;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "flag --" + flag + ": expected " + expected + ", found '" + text + "'", e);
        }
    }

    Duration duration(String flag, Duration absent) {
        return read(flag, absent, "a duration, e.g. 10m", Durations::parse);
    }

    double number(String flag, double absent) {
        return read(flag, absent, "a number", Double::parseDouble);
    }

    int count(String flag, int absent) {
        return read(flag, absent, "a whole number", Integer::parseInt);
    }

    Quantity quantity(String flag) {
        return read(flag, Quantity.ZERO, "a quantity, e.g. 500m or 2Gi", Quantity::parse);
    }

    boolean isSet(String flag) {
        return read(flag, false, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    Optional<PeaceSettings> peace() {
        return read("horizontal-peace", Optional.empty(), "off, hold or restate", text -> switch (text) {
            case "off" -> Optional.empty();
            case "hold" -> Optional.of(PeaceSettings.DEFAULT.with(false));
            case "restate" -> Optional.of(PeaceSettings.DEFAULT);
            default -> throw new IllegalArgumentException(text);
        });
    }

    /// Whether a feature gate is on; gates are off unless named.
    boolean gate(String gate) {
        asked.add("feature-gates");
        for (String one : texts.getOrDefault("feature-gates", "").split(",", -1)) {
            if (one.strip().equals(gate + "=true")) {
                return true;
            }
        }
        return false;
    }

    /// The amounts of two flags, one for each of cpu and memory; those that are not given stay out.
    Resources resources(String prefix) {
        SortedMap<String, Quantity> amounts = new TreeMap<>();
        for (String resource : new String[] {Resources.CPU, Resources.MEMORY}) {
            Quantity amount = quantity(prefix + resource);
            if (!amount.isZero()) {
                amounts.put(resource, amount);
            }
        }
        return new Resources(amounts);
    }

    /// @throws IllegalArgumentException naming the first flag that nobody asked for
    void refuseUnknown() {
        for (String flag : texts.keySet()) {
            if (!asked.contains(flag)) {
                throw new IllegalArgumentException(
                        "flag --" + flag + ": not a flag of the vertical autoscaler that is known here");
            }
        }
    }
}
