package dev.tidewright.simulator.controllers;

import dev.tidewright.core.objects.PodTemplate;

/// A short name for a pod template: FNV-1a over its text, as upstream hashes its dump. Equal templates, equal hash, in
/// every run (a record's `hashCode` is not: enums hash by identity).
final class TemplateHash {
    private static final int OFFSET = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    private TemplateHash() {}

    static String of(PodTemplate template) {
        String text = template.toString();
        int hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return PodNames.spelled(hash);
    }
}
