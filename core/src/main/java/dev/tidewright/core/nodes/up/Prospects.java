package dev.tidewright.core.nodes.up;

import java.util.List;
import java.util.Map;

/// What is worked out once about every group: what its next node will look like, and how its machines are.
final class Prospects {
    private final List<GrowingGroup> groups;
    private final Map<String, NodeTemplate> templates;
    private final Map<String, GroupHealth> health;

    Prospects(ScaleUpView view) {
        groups = view.groups();
        templates = NodeTemplates.of(view);
        health = GroupHealth.of(view);
    }

    List<GrowingGroup> groups() {
        return groups;
    }

    /// @throws IllegalArgumentException if there is no such group
    NodeTemplate template(String group) {
        NodeTemplate template = templates.get(group);
        if (template == null) {
            throw new IllegalArgumentException("no such node group: " + group);
        }
        return template;
    }

    /// @throws IllegalArgumentException if there is no such group
    GroupHealth health(String group) {
        GroupHealth state = health.get(group);
        if (state == null) {
            throw new IllegalArgumentException("no such node group: " + group);
        }
        return state;
    }
}
