package dev.tidewright.apiserver.subresources;

import dev.tidewright.core.objects.Pod;
import java.util.List;

/// What becomes of a command that somebody runs in a container (`kubectl exec`).
@FunctionalInterface
public interface Commands {
    /// What a shell says of a program that is there and cannot be run.
    int CANNOT_RUN = 126;

    /// A virtual container runs no programs: every command is refused, with the reason.
    Commands REFUSED = (pod, container, command) -> new Result(
            CANNOT_RUN,
            "",
            "tidewright: container " + container + " of pod " + pod.meta().name()
                    + " is virtual: it has a load and a life, but no programs, so it cannot run "
                    + String.join(" ", command) + "\n");

    /// Runs it to its end.
    ///
    /// @param command the program and its arguments
    Result run(Pod pod, String container, List<String> command);

    /// How it ended.
    ///
    /// @param code 0 where it went well
    record Result(int code, String out, String err) {}
}
