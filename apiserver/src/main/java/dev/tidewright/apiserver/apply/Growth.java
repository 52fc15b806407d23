package dev.tidewright.apiserver.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A field set that is being built by a walk which enters each place once.
final class Growth {
    private static final Comparator<FieldSet.Entry> BY_ELEMENT = Comparator.comparing(FieldSet.Entry::element);

    private final @Nullable Growth parent;
    private final @Nullable PathElement element;
    private @Nullable List<Growth> children;
    private boolean member;
    private boolean attached;

    private Growth(@Nullable Growth parent, @Nullable PathElement element) {
        this.parent = parent;
        this.element = element;
    }

    static Growth root() {
        return new Growth(null, null);
    }

    /// A place below; it is part of the set only once it or something below it is a member.
    Growth at(PathElement step) {
        return new Growth(this, step);
    }

    /// Puts this place into the set. The root stands for the whole document, which nobody owns.
    void include() {
        member = true;
        attach();
    }

    private void attach() {
        Growth above = parent;
        if (above == null || attached) {
            return;
        }
        attached = true;
        List<Growth> siblings = above.children;
        if (siblings == null) {
            siblings = new ArrayList<>();
            above.children = siblings;
        }
        siblings.add(this);
        above.attach();
    }

    FieldSet freeze() {
        List<Growth> grown = children;
        if (grown == null) {
            return FieldSet.EMPTY;
        }
        List<FieldSet.Entry> entries = new ArrayList<>(grown.size());
        for (Growth child : grown) {
            entries.add(new FieldSet.Entry(Objects.requireNonNull(child.element), child.member, child.freeze()));
        }
        entries.sort(BY_ELEMENT);
        return FieldSet.of(entries);
    }
}
