package dev.tidewright.cluster.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the API server lets names look like, and its words where they do not.
/// Source: `k8s.io/apimachinery/pkg/util/validation`, `pkg/apis/core/validation`.
final class NameRules {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern IS_LABEL = Pattern.compile(LABEL);
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final Pattern IS_SUBDOMAIN = Pattern.compile(SUBDOMAIN);
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final Pattern IS_QUALIFIED = Pattern.compile(QUALIFIED);
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_SUBDOMAIN = 253;

    private NameRules() {}

    static Optional<String> subdomainFault(String name) {
        if (name.length() > LONGEST_SUBDOMAIN) {
            return Optional.of("must be no more than " + LONGEST_SUBDOMAIN + " characters");
        }
        return IS_SUBDOMAIN.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
                                + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used"
                                + " for validation is '" + SUBDOMAIN + "')");
    }

    static List<String> labelFaults(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > LONGEST_LABEL) {
            faults.add("must be no more than " + LONGEST_LABEL + " characters");
        }
        if (!IS_LABEL.matcher(name).matches()) {
            faults.add("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                    + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for"
                    + " validation is '" + LABEL + "')");
        }
        return faults;
    }

    static List<String> pathSegmentFaults(String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of("may not be '" + name + "'");
        }
        List<String> faults = new ArrayList<>();
        for (String illegal : List.of("/", "%")) {
            if (name.contains(illegal)) {
                faults.add("may not contain '" + illegal + "'");
            }
        }
        return faults;
    }

    static List<String> containerResourceFaults(String name) {
        List<String> faults = new ArrayList<>();
        String[] parts = name.split("/", -1);
        String last = parts[parts.length - 1];
        if (parts.length > 2) {
            faults.add(qualifiedWords("a qualified name"));
        } else if (!IS_QUALIFIED.matcher(last).matches()) {
            faults.add(qualifiedWords("name part"));
        }
        if (parts.length == 1) {
            boolean huge = ResourceNames.isHuge(name);
            if (!huge && !ResourceNames.isStandard(name)) {
                faults.add("must be a standard resource type or fully qualified");
            }
            if (!huge && !ResourceNames.isOfContainers(name)) {
                faults.add("must be a standard resource for containers");
            }
        }
        return faults;
    }

    private static String qualifiedWords(String what) {
        return what + " must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
                + QUALIFIED + "')"
                + (what.startsWith("a ")
                        ? " with an optional DNS subdomain prefix and '/'" + " (e.g. 'example.com/MyName')"
                        : "");
    }
}
