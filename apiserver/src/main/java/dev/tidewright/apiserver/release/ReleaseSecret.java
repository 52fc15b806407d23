package dev.tidewright.apiserver.release;

import dev.tidewright.simulator.scenario.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A release's first revision, as `helm install` leaves it: JSON, zipped, in base64, in a Secret.
///
/// Source: `helm.sh/helm/v3/pkg/storage/driver/secrets.go` and `util.go`.
public final class ReleaseSecret {
    private static final String TYPE = "helm.sh/release.v1";

    private ReleaseSecret() {}

    /// @param now when it counts as installed
    /// @throws IOException where chart or manifest cannot be read
    public static ObjectNode of(Release release, Instant now) throws IOException {
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret").put("type", TYPE);
        ObjectNode meta = secret.putObject("metadata");
        meta.put("name", "sh.helm.release.v1." + release.name() + ".v1").put("namespace", release.namespace());
        meta.putObject("labels")
                .put("name", release.name())
                .put("owner", "helm")
                .put("status", "deployed")
                .put("version", "1")
                .put("createdAt", Long.toString(now.getEpochSecond()))
                .put("modifiedAt", Long.toString(now.getEpochSecond()));
        byte[] helms = Base64.getEncoder().encode(zipped(record(release, now)));
        secret.putObject("data").put("release", Base64.getEncoder().encodeToString(helms));
        return secret;
    }

    private static ObjectNode record(Release release, Instant now) throws IOException {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("name", release.name());
        record.putObject("info")
                .put("first_deployed", now.toString())
                .put("last_deployed", now.toString())
                .put("deleted", "")
                .put("description", "Install complete")
                .put("status", "deployed");
        record.set("chart", new ChartFolder(release.chart()).tree());
        record.put("manifest", Files.readString(release.manifest()));
        record.put("version", 1).put("namespace", release.namespace());
        return record;
    }

    private static byte[] zipped(ObjectNode tree) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(JsonMapper.shared().writeValueAsString(tree).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
