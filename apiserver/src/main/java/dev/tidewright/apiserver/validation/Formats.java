package dev.tidewright.apiserver.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What names, labels and the like look like, and upstream's words where they do not.
/// Source: `k8s.io/apimachinery/pkg/util/validation`.
public final class Formats {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String OLD_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String NAME_PART = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE = "(" + NAME_PART + ")?";
    private static final String CONFIG_KEY = "[-._a-zA-Z0-9]+";
    private static final String PERCENT = "[0-9]+%";
    private static final String WILDCARD = "\\*\\." + SUBDOMAIN;

    private static final Pattern IS_LABEL = Pattern.compile(LABEL);
    private static final Pattern IS_SUBDOMAIN = Pattern.compile(SUBDOMAIN);
    private static final Pattern IS_OLD_LABEL = Pattern.compile(OLD_LABEL);
    private static final Pattern IS_NAME_PART = Pattern.compile(NAME_PART);
    private static final Pattern IS_VALUE = Pattern.compile(VALUE);
    private static final Pattern IS_CONFIG_KEY = Pattern.compile(CONFIG_KEY);
    private static final Pattern IS_PERCENT = Pattern.compile(PERCENT);
    private static final Pattern IS_WILDCARD = Pattern.compile(WILDCARD);
    private static final Pattern IS_IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}(?<!\\.)");
    private static final Pattern IS_PORT_TEXT = Pattern.compile("[a-zA-Z0-9-]*");
    private static final Pattern IS_PORT_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final int LABEL_LENGTH = 63;
    private static final int SUBDOMAIN_LENGTH = 253;
    private static final int PORT_NAME_LENGTH = 15;
    private static final int HIGHEST_PORT = 65_535;

    private Formats() {}

    public static List<String> subdomain(String text) {
        return faults(
                text,
                SUBDOMAIN_LENGTH,
                IS_SUBDOMAIN,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                        + " start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '"
                        + SUBDOMAIN + "')");
    }

    public static List<String> label(String text) {
        return faults(
                text,
                LABEL_LENGTH,
                IS_LABEL,
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and"
                        + " end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
                        + " '" + LABEL + "')");
    }

    /// RFC 1035: names of services.
    public static List<String> oldLabel(String text) {
        return faults(
                text,
                LABEL_LENGTH,
                IS_OLD_LABEL,
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                        + " character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for"
                        + " validation is '" + OLD_LABEL + "')");
    }

    public static List<String> wildcard(String text) {
        return faults(
                text,
                SUBDOMAIN_LENGTH,
                IS_WILDCARD,
                "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist"
                        + " of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g."
                        + " '*.example.com', regex used for validation is '" + WILDCARD + "')");
    }

    public static List<String> labelValue(String text) {
        return faults(
                text,
                LABEL_LENGTH,
                IS_VALUE,
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                        + " start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex"
                        + " used for validation is '" + VALUE + "')");
    }

    public static List<String> configKey(String text) {
        List<String> faults = faults(
                text,
                SUBDOMAIN_LENGTH,
                IS_CONFIG_KEY,
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or"
                        + " 'KEY_NAME',  or 'key-name', regex used for validation is '" + CONFIG_KEY + "')");
        if (text.equals(".")) {
            faults.add("must not be '.'");
        } else if (text.startsWith("..")) {
            faults.add(text.equals("..") ? "must not be '..'" : "must not start with '..'");
        }
        return faults;
    }

    public static List<String> percent(String text) {
        return IS_PERCENT.matcher(text).matches()
                ? List.of()
                : List.of(
                        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%',"
                                + " regex used for validation is '" + PERCENT + "')");
    }

    /// A label's or annotation's key: `example.com/name`.
    public static List<String> qualifiedName(String text) {
        List<String> faults = new ArrayList<>();
        int slash = text.indexOf('/');
        String name = text.substring(slash + 1);
        if (name.indexOf('/') >= 0) {
            faults.add("a qualified name" + nameWords() + " with an optional DNS subdomain prefix and '/' (e.g."
                    + " 'example.com/MyName')");
            return faults;
        }
        if (slash == 0) {
            faults.add("prefix part must be non-empty");
        } else if (slash > 0) {
            subdomain(text.substring(0, slash)).forEach(fault -> faults.add("prefix part " + fault));
        }
        if (name.isEmpty()) {
            faults.add("name part must be non-empty");
        } else if (name.length() > LABEL_LENGTH) {
            faults.add("name part must be no more than " + LABEL_LENGTH + " characters");
        }
        if (!IS_NAME_PART.matcher(name).matches()) {
            faults.add("name part" + nameWords());
        }
        return faults;
    }

    private static String nameWords() {
        return " must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                + " character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '" + NAME_PART
                + "')";
    }

    public static List<String> port(long port) {
        return port >= 1 && port <= HIGHEST_PORT
                ? List.of()
                : List.of("must be between 1 and " + HIGHEST_PORT + ", inclusive");
    }

    public static List<String> portName(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > PORT_NAME_LENGTH) {
            faults.add("must be no more than " + PORT_NAME_LENGTH + " characters");
        }
        if (!IS_PORT_TEXT.matcher(name).matches()) {
            faults.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        } else if (!IS_PORT_NAME.matcher(name).matches()) {
            boolean letters = name.chars().anyMatch(c -> c >= 'a' && c <= 'z');
            if (!letters) {
                faults.add("must contain at least one letter (a-z)");
            }
            if (name.startsWith("-") || name.endsWith("-")) {
                faults.add("must not begin or end with a hyphen");
            }
        } else if (name.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            faults.add("must contain at least one letter (a-z)");
        }
        if (name.contains("--")) {
            faults.add("must not contain consecutive hyphens");
        }
        return faults;
    }

    /// A path below something: relative, and not leading out of it.
    static List<String> relativePath(String path) {
        if (path.startsWith("/")) {
            return List.of("must be a relative path");
        }
        return List.of(path.split("/")).contains("..") ? List.of("must not contain '..'") : List.of();
    }

    static List<String> cidr(String text) {
        int slash = text.indexOf('/');
        boolean fits = slash > 0
                && isAddress(text.substring(0, slash))
                && text.substring(slash + 1).matches("\\d{1,3}");
        return fits ? List.of() : List.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    }

    public static boolean isAddress(String text) {
        return IS_IPV4.matcher(text).matches() || (text.contains(":") && text.matches("[0-9a-fA-F:.]{2,45}"));
    }

    static List<String> address(String text) {
        return isAddress(text) ? List.of() : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    private static List<String> faults(String text, int longest, Pattern form, String words) {
        List<String> faults = new ArrayList<>();
        if (text.length() > longest) {
            faults.add("must be no more than " + longest + " characters");
        }
        if (text.length() > longest * 4 || !form.matcher(text).matches()) {
            faults.add(words);
        }
        return faults;
    }
}
