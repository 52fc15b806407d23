package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// The rules of the house that no compiler checks. Each message names what to write instead.
class TidyTest {
    private static final int FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 60;
    private static final Map<Pattern, String> BANNED = new LinkedHashMap<>();

    static {
        ban("Instant\\.now\\(|LocalDateTime\\.now\\(", "the injected InstantSource");
        ban("System\\.currentTimeMillis|System\\.nanoTime", "the injected InstantSource");
        ban("Clock\\.system", "the injected InstantSource");
        ban("Thread\\.sleep|LockSupport\\.park", "virtual time, or requeueAfter");
        ban("new Random\\(|Math\\.random\\(|ThreadLocalRandom|new SplittableRandom\\(\\)", "the injected generator");
        ban("UUID\\.randomUUID", "the store's uid");
        ban("parallelStream|[sS]tream\\(.*\\.parallel\\(\\)", "a plain loop: decisions have one order");
        ban("identityHashCode", "a number of your own: identity hashes differ in each run");
        ban("(?<!Strict)Math\\.(exp|log|log10|pow|sin|cos|cbrt)\\(", "StrictMath: the same bits on every machine");
    }

    private static void ban(String regex, String instead) {
        BANNED.put(Pattern.compile(regex), instead);
    }

    @Test
    void readsNoClockAndNoChanceButTheInjectedOnes() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.of("main")) {
            if (!mayTouchTheOutside(file)) {
                found.addAll(bannedIn(file));
            }
        }
        assertThat(found).isEmpty();
    }

    /// The composition root chooses the clock; benchmarks measure by it.
    private static boolean mayTouchTheOutside(Path file) {
        String name = Sources.named(file);
        return name.startsWith("cli/") || name.startsWith("bench/");
    }

    private static List<String> bannedIn(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.strip().startsWith("//")) {
                continue;
            }
            for (var rule : BANNED.entrySet()) {
                if (rule.getKey().matcher(line).find()) {
                    found.add("%s:%d: %s; use %s".formatted(Sources.named(file), i + 1, line.strip(), rule.getValue()));
                }
            }
        }
        return found;
    }

    @Test
    void keepsFilesReadable() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : Sources.of("main")) {
            int lines = Files.readAllLines(file).size();
            if (lines > FILE_LINES_MAX) {
                tooLong.add("%s: %d lines; split it below %d".formatted(Sources.named(file), lines, FILE_LINES_MAX));
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void keepsMethodsReadable() throws IOException {
        assertThat(methodsLongerThan(METHOD_LINES_MAX)).isEmpty();
    }

    private static List<String> methodsLongerThan(int most) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
        var files = compiler.getStandardFileManager(null, null, null);
        var task = (JavacTask) compiler.getTask(
                null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(Sources.of("main")));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            new LongMethods(positions, most, found).scan(unit, unit);
        }
        return found;
    }

    private static final class LongMethods extends TreePathScanner<Void, CompilationUnitTree> {
        private final SourcePositions positions;
        private final int most;
        private final List<String> found;

        LongMethods(SourcePositions positions, int most, List<String> found) {
            this.positions = positions;
            this.most = most;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            if (last - first + 1 > most) {
                found.add("%s:%d: %s has %d lines; split it below %d"
                        .formatted(unit.getSourceFile().getName(), first, method.getName(), last - first + 1, most));
            }
            return super.visitMethod(method, unit);
        }
    }

    @Test
    void namesTypesByWhatTheyAre() {
        Pattern vague = Pattern.compile(".*(Impl|Manager|Helper|Utils?)\\.java|Abstract.*");
        assertThat(Sources.of("main"))
                .as("a domain noun says more than Impl, Manager, Helper, Utils or Abstract")
                .noneMatch(file -> vague.matcher(file.getFileName().toString()).matches());
    }

    @Test
    void saysOfEachPackageWhatItIsForAndLeavesNoNulls() throws IOException {
        List<String> bare = new ArrayList<>();
        for (Path file : Sources.of("main")) {
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                bare.add(Sources.named(info) + ": expected, with @NullMarked");
            }
        }
        assertThat(bare.stream().distinct()).isEmpty();
    }
}
