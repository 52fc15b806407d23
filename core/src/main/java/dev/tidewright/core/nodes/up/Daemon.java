package dev.tidewright.core.nodes.up;

import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// A DaemonSet: one pod on every node that its template may run on.
public record Daemon(ObjectMeta meta, PodTemplate template) {}
