package dev.tidewright.bench;

import java.util.List;
import java.util.stream.Collectors;

/// `bin/bench [NAME ...]`: runs the named suites, or all.
public final class Main {
    private static final List<Suite> SUITES = List.of(
            new PodsSuite(),
            new ScaleUpSuite(),
            new ScaleDownSuite(),
            new WorldSuite(),
            new SchedulerSuite(),
            new RequestsSuite(),
            new RehearsalSuite(),
            new RealSuite());

    private Main() {}

    /// @param args names of suites; none for all
    public static void main(String[] args) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error"); // results only
        List<String> wanted = List.of(args);
        List<String> known = SUITES.stream().map(Suite::name).toList();
        for (String name : wanted) {
            if (!known.contains(name)) {
                System.err.println("bench: no suite '" + name + "'; there are "
                        + known.stream().collect(Collectors.joining(", ")));
                System.exit(2);
            }
        }
        for (Suite suite : SUITES) {
            if (wanted.isEmpty() || wanted.contains(suite.name())) {
                suite.run(result -> System.out.println(result.toJson()));
            }
        }
    }
}
