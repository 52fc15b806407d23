package dev.tidewright.control.nodes;

import dev.tidewright.control.nodes.ScalingStatus.Group;
import dev.tidewright.control.nodes.ScalingStatus.Phase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/// Writes a status as cluster-autoscaler 1.30 and later write theirs: YAML, fields in the order of its types, what is
/// empty left out where its types say so.
///
/// Source: `pkg/clusterstate/api/types.go` and `pkg/clusterstate/utils/status.go`.
final class StatusText {
    /// `2006-01-02 15:04:05.999999999 -0700 MST`
    private static final DateTimeFormatter GO_TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral(" +0000 UTC")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int MESSAGE_MAX = 500;

    private final StringBuilder text = new StringBuilder();
    private final Instant probed;
    private final Instant scaleDownProbed;

    private StatusText(Instant probed, Instant scaleDownProbed) {
        this.probed = probed;
        this.scaleDownProbed = scaleDownProbed;
    }

    static String time(Instant now) {
        return GO_TIME.format(now);
    }

    /// @param probed          when the cluster was looked at last
    /// @param scaleDownProbed when scale-down was planned last
    static String of(ScalingStatus status, Instant now, Instant probed, Instant scaleDownProbed) {
        var writer = new StatusText(probed, scaleDownProbed);
        writer.line(0, "time", time(now));
        writer.line(0, "autoscalerStatus", "Running");
        if (!status.message().isEmpty()) {
            writer.line(0, "message", quoted(status.message()));
        }
        writer.clusterWide(status);
        if (!status.groups().isEmpty()) {
            writer.text.append("nodeGroups:\n");
            status.groups().forEach(writer::group);
        }
        return writer.text.toString();
    }

    private void clusterWide(ScalingStatus status) {
        text.append("clusterWide:\n");
        head(1, "health");
        line(2, "status", status.health().status());
        counts(status.counts());
        times(status.health(), probed);
        scaleUp(status.scaleUp(), Optional.empty());
        scaleDown(status.scaleDown(), status.candidates());
    }

    private void group(Group group) {
        text.append("- name: ").append(plain(group.name())).append('\n');
        head(1, "health");
        line(2, "status", group.health().status());
        counts(group.counts());
        line(2, "cloudProviderTarget", group.target());
        line(2, "minSize", group.min());
        line(2, "maxSize", group.max());
        times(group.health(), probed);
        scaleUp(group.scaleUp(), group.backOff());
        scaleDown(group.scaleDown(), group.candidates());
    }

    private void counts(NodeCounts counts) {
        head(2, "nodeCounts");
        head(3, "registered");
        line(4, "total", counts.registered());
        line(4, "ready", counts.ready());
        line(4, "notStarted", counts.notStarted());
        if (counts.beingDeleted() > 0) {
            line(4, "beingDeleted", counts.beingDeleted());
        }
        if (counts.unready() > 0) {
            head(4, "unready");
            line(5, "total", counts.unready());
            line(5, "resourceUnready", 0);
        }
        line(3, "longUnregistered", counts.longUnregistered());
        line(3, "unregistered", counts.unregistered());
    }

    private void scaleUp(Phase phase, Optional<BackOffs.BackOff> backOff) {
        head(1, "scaleUp");
        line(2, "status", phase.status());
        backOff.ifPresent(info -> {
            head(2, "backoffInfo");
            line(3, "errorCode", plain(info.code()));
            line(3, "errorMessage", quoted(cut(info.reason())));
        });
        times(phase, probed);
    }

    private void scaleDown(Phase phase, int candidates) {
        head(1, "scaleDown");
        line(2, "status", phase.status());
        if (candidates > 0) {
            line(2, "candidates", candidates);
        }
        times(phase, scaleDownProbed);
    }

    private void times(Phase phase, Instant probed) {
        line(2, "lastProbeTime", "\"" + probed + "\"");
        line(2, "lastTransitionTime", "\"" + phase.since() + "\"");
    }

    private void head(int depth, String name) {
        text.append("  ".repeat(depth)).append(name).append(":\n");
    }

    private void line(int depth, String name, Object value) {
        text.append("  ".repeat(depth)).append(name).append(": ").append(value).append('\n');
    }

    private static String cut(String message) {
        return message.length() > MESSAGE_MAX ? message.substring(0, MESSAGE_MAX) : message;
    }

    /// As it is where YAML takes it for nothing else.
    private static String plain(String value) {
        return value.matches("[A-Za-z][A-Za-z0-9_./-]*") ? value : quoted(value);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
