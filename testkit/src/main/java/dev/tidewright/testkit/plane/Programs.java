package dev.tidewright.testkit.plane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the programs of a control plane are: in the folder that `bin/programs` fills.
public final class Programs {
    /// Why a test that needs them is skipped.
    public static final String MISSING =
            "no Kubernetes control plane here; bin/set-up-tests builds one where there is Go";

    private Programs() {}

    public static Path folder() {
        return dev.tidewright.testkit.Programs.folder();
    }

    public static boolean areThere() {
        return Files.isExecutable(folder().resolve("kube-apiserver"))
                && Files.isExecutable(folder().resolve("etcd"))
                && Files.isExecutable(folder().resolve("fake-metrics"))
                && Files.isExecutable(folder().resolve("kwok"));
    }

    /// A file of `testkit/programs`.
    static Path data(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Optional<Path> found = Optional.of(
                            folder.resolve("testkit/programs").resolve(name))
                    .filter(Files::exists);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("testkit/programs/" + name + " not found above the working folder");
    }
}
