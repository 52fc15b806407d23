package dev.tidewright.cluster.documents;

import dev.tidewright.core.nodes.up.Priorities;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the `priorities` of the ConfigMap `cluster-autoscaler-priority-expander`: lists of patterns by priority.
public final class PriorityDocuments {
    /// Source: `pkg/expander/priority/priority.go`.
    public static final String CONFIG_MAP = "cluster-autoscaler-priority-expander";

    /// The key of its data that holds the priorities.
    public static final String KEY = "priorities";

    private PriorityDocuments() {}

    /// What cannot be read becomes priorities with a problem, since the expander then stands aside and says so.
    public static Priorities priorities(String text) {
        try {
            return Priorities.of(read(text));
        } catch (BadInput | IllegalArgumentException e) {
            return Priorities.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static SortedMap<Integer, List<Pattern>> read(String text) {
        List<Document> documents = Yaml.parse("priorities", text);
        if (documents.size() != 1) {
            throw new IllegalArgumentException("expected a mapping of priorities to lists of patterns");
        }
        Fields fields = Fields.of(documents.getFirst(), "");
        SortedMap<Integer, List<Pattern>> patterns = new TreeMap<>();
        for (String priority : fields.names()) {
            List<Pattern> own = new ArrayList<>();
            fields.textList(priority).forEach(pattern -> own.add(compiled(pattern)));
            patterns.put(Integer.parseInt(priority), own);
        }
        return patterns;
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + pattern + "' is not a pattern: " + e.getDescription(), e);
        }
    }
}
