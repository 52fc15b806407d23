package dev.tidewright.kubernetes.api;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Texts;
import dev.tidewright.cluster.documents.Yaml;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Finds the API server: a kubeconfig that is named, that `KUBECONFIG` names, or that lies in the home folder; else the
/// pod's own service account.
public final class Connection {
    private static final Path IN_CLUSTER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    /// Answers to reads and writes; watches are open for longer.
    private static final int REQUEST_MILLIS = 30_000;

    private static final int CONNECT_MILLIS = 5_000;

    private Connection() {}

    /// @param kubeconfig named on the command line
    /// @param context    of the kubeconfig; empty: its current one
    /// @throws ApiFailure saying what is missing or cannot be read
    public static Config find(Optional<Path> kubeconfig, Optional<String> context) {
        Optional<Path> file = kubeconfig.or(Connection::usual);
        if (file.isPresent()) {
            return tuned(read(file.get(), context.orElse(null)));
        }
        if (Files.exists(IN_CLUSTER)) {
            return tuned(withToken(Config.autoConfigure(null), IN_CLUSTER));
        }
        throw new ApiFailure(
                0,
                "no cluster to speak to: give --kubeconfig FILE, set KUBECONFIG, or run inside a cluster with a service"
                        + " account");
    }

    private static Optional<Path> usual() {
        String named = System.getenv("KUBECONFIG");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named.split(File.pathSeparator)[0]));
        }
        return Optional.of(Path.of(System.getProperty("user.home"), ".kube", "config"))
                .filter(Files::exists);
    }

    private static Config read(Path file, @Nullable String context) {
        if (!Files.isReadable(file)) {
            throw new ApiFailure(0, file + ": no such kubeconfig, or it may not be read");
        }
        try {
            Config config = Config.fromKubeconfig(context, file.toFile());
            if (config.getMasterUrl() == null || config.getCurrentContext() == null) {
                throw new ApiFailure(0, file + ": no " + (context == null ? "current context" : "context " + context));
            }
            Optional<Path> token =
                    tokenFile(file, config.getCurrentContext().getContext().getUser());
            return token.isPresent() ? withToken(config, token.get()) : config;
        } catch (ApiFailure e) {
            throw e;
        } catch (RuntimeException e) { // fabric8 tells a wrong file by many types
            throw new ApiFailure(file + ": not a kubeconfig: " + firstLine(e), e);
        }
    }

    /// Which file holds the token of a user of the kubeconfig, relative to it; fabric8 does not look.
    private static Optional<Path> tokenFile(Path kubeconfig, String user) {
        String text = Texts.read(kubeconfig).orElse("");
        for (Document document : Yaml.parse(kubeconfig.toString(), text)) {
            for (Fields each : Fields.of(document, "").list("users", Fields.Item::fields)) {
                if (each.text("name").orElse("").equals(user)) {
                    return each.mapping("user")
                            .flatMap(fields -> fields.text("tokenFile"))
                            .map(name -> kubeconfig.resolveSibling(name));
                }
            }
        }
        return Optional.empty();
    }

    /// A token that others renew in a file is read for each request.
    private static Config withToken(Config config, Path file) {
        AtomicReference<String> last = new AtomicReference<>("");
        return new ConfigBuilder(config)
                .withOauthTokenProvider(() -> {
                    Texts.read(file).map(String::strip).ifPresent(last::set);
                    return last.get();
                })
                .build();
    }

    private static String firstLine(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
    }

    /// HTTP/1.1: a connection that hangs is dropped with the request that waits on it, where HTTP/2 would share it with
    /// everything else. Requests are tried again by [ApiServer], which knows which may be.
    private static Config tuned(Config found) {
        return new ConfigBuilder(found)
                .withHttp2Disable(true)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(REQUEST_MILLIS)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withUserAgent("tidewright")
                .build();
    }
}
