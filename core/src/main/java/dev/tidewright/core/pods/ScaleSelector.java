package dev.tidewright.core.pods;

import dev.tidewright.core.objects.LabelSelector;

/// Which pods belong to a scale, as its status says in text.
public sealed interface ScaleSelector {
    /// No text at all.
    record Missing() implements ScaleSelector {}

    /// A text that is not a selector.
    record Malformed(String text, String complaint) implements ScaleSelector {}

    /// @param text as the scale gives it
    record Parsed(String text, LabelSelector meaning) implements ScaleSelector {}

    static ScaleSelector parse(String text) {
        return SelectorText.parse(text);
    }

    /// The selector of a workload, with the text its scale would show.
    static ScaleSelector of(LabelSelector meaning) {
        return new Parsed(SelectorText.print(meaning), meaning);
    }
}
