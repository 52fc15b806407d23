package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/// The file by which kubectl and helm find the cluster. Never written over a file that is not from here.
final class Kubeconfig {
    private static final String MARK = "# Written by tidewright up; it may be overwritten and is removed at the end.";

    private Kubeconfig() {}

    /// @throws BadInput where another file stands there
    static Path write(LiveCluster cluster, Path file) throws IOException {
        Path whole = file.toAbsolutePath().normalize();
        if (Files.exists(whole) && !isOurs(whole)) {
            throw new BadInput(
                    new Place("command line", 0),
                    "--kubeconfig",
                    whole + " is not from tidewright and stays as it is; name another file");
        }
        Path folder = whole.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path draft = Files.createTempFile(folder, ".tidewright", ".kubeconfig");
        Files.writeString(draft, text(cluster));
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.move(draft, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return whole;
    }

    /// Takes the file away again, if it is still ours.
    static void remove(Path file) throws IOException {
        if (Files.exists(file) && isOurs(file)) {
            Files.delete(file);
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.readString(file).startsWith(MARK);
    }

    private static String text(LiveCluster cluster) {
        String authority = Base64.getEncoder()
                .encodeToString(cluster.certificates().authorityPem().getBytes(StandardCharsets.UTF_8));
        return MARK + """

                apiVersion: v1
                kind: Config
                clusters:
                - name: tidewright
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: tidewright
                  user:
                    token: %s
                contexts:
                - name: tidewright
                  context: {cluster: tidewright, namespace: %s, user: tidewright}
                current-context: tidewright
                """.formatted(cluster.address(), authority, cluster.token(), cluster.namespace());
    }
}
