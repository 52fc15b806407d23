package dev.tidewright.insight.monitoring;

import java.util.List;

/// Writes alert rules as Prometheus reads them from a file.
public final class RulesFile {
    private RulesFile() {}

    public static String of(List<Alert> alerts) {
        var text = new StringBuilder("# Written by `tidewright monitoring`.\ngroups:\n- name: tidewright\n  rules:\n");
        for (Alert alert : alerts) {
            line(text, "- alert: ", alert.name());
            line(text, "  expr: ", quoted(alert.expression()));
            line(text, "  for: ", alert.lasting().toMinutes() + "m");
            line(text, "  labels: ", "{severity: " + alert.severity() + "}");
            line(text, "  annotations:", "");
            line(text, "    summary: ", quoted(alert.summary()));
            line(text, "    description: ", quoted(alert.advice()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String field, String value) {
        text.append("  ").append(field).append(value).append('\n');
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
