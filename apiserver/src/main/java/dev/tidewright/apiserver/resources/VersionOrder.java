package dev.tidewright.apiserver.resources;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Kubernetes' order of versions: v10, v2, v1, v11beta2, v10beta3, v3beta1, v12alpha1, foo1.
/// Source: `k8s.io/apimachinery/pkg/version`.
public final class VersionOrder {
    public static final Comparator<String> NEWEST_FIRST = Comparator.<String>comparingInt(VersionOrder::stability)
            .reversed()
            .thenComparing(Comparator.<String>comparingLong(v -> number(v, 1))
                    .thenComparingLong(v -> number(v, 3))
                    .reversed())
            .thenComparing(Comparator.naturalOrder());

    private static final Pattern FORM = Pattern.compile("v([0-9]{1,9})(?:(alpha|beta)([0-9]{1,9}))?");

    private VersionOrder() {}

    private static int stability(String version) {
        Matcher form = FORM.matcher(version);
        if (!form.matches()) {
            return 0;
        }
        String stage = form.group(2);
        return stage == null ? 3 : stage.equals("beta") ? 2 : 1;
    }

    private static long number(String version, int group) {
        Matcher form = FORM.matcher(version);
        return form.matches() && form.group(group) != null ? Long.parseLong(form.group(group)) : 0;
    }
}
