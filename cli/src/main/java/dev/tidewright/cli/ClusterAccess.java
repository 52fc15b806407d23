package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.cluster.documents.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The way to a running `up`: address, authority and token, as its kubeconfig says.
///
/// @param file      where that was read
/// @param authority its certificate, PEM in base64
record ClusterAccess(Path file, URI server, String authority, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USUAL = "tidewright.kubeconfig";

    /// @param named empty: `tidewright.kubeconfig` in this folder, else what `KUBECONFIG` names
    /// @throws BadInput where there is no kubeconfig of `up`
    static ClusterAccess read(Optional<Path> named) throws IOException {
        Path file = named.or(ClusterAccess::usual)
                .or(() -> Optional.ofNullable(System.getenv("KUBECONFIG")).map(Path::of))
                .orElse(Path.of(USUAL));
        Place place = new Place(file.toString(), 0);
        if (!Files.isReadable(file)) {
            throw new BadInput(
                    place, "", "no such kubeconfig; is bin/tidewright up running? Name its file by --kubeconfig");
        }
        var documents = Yaml.parse(file.toString(), Files.readString(file));
        Fields config = Fields.of(documents.getFirst(), "");
        Fields cluster = first(config, "clusters", "cluster", place);
        Fields user = first(config, "users", "user", place);
        return new ClusterAccess(
                file,
                URI.create(cluster.requiredText("server")),
                cluster.requiredText("certificate-authority-data"),
                user.requiredText("token"));
    }

    private static Optional<Path> usual() {
        return Optional.of(Path.of(USUAL)).filter(Files::isReadable);
    }

    private static Fields first(Fields config, String list, String name, Place place) {
        return config.list(list, item -> item.fields().mapping(name)).stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new BadInput(place, list, "expected one " + name));
    }

    /// Asks for something to be done.
    ///
    /// @param body JSON, or empty
    /// @return the sentence that the cluster answers with
    /// @throws BadInput with the cluster's words where it refuses, and where it is not there
    String ask(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(trusting(authority))
                .build()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            JsonNode tree = JsonMapper.shared().readTree(answer.body());
            String message = tree.path("message").asString("");
            if (answer.statusCode() != 200) {
                throw new BadInput(new Place("command line", 0), "", message);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (java.net.ConnectException e) {
            throw new BadInput(
                    new Place(file.toString(), 0),
                    "",
                    "nobody answers at " + server + "; is bin/tidewright up running?");
        }
    }

    private static SSLContext trusting(String authority) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Base64.getDecoder().decode(authority))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the kubeconfig's certificate-authority-data cannot be used", e);
        }
    }
}
