package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.storage.Page;
import dev.tidewright.core.objects.KubeObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers lists. Objects are encoded one by one as they are sent, so a long list needs little memory.
final class Lists {
    private static final int BUFFER = 1 << 16;

    private final Encoder encoder;

    Lists(Encoder encoder) {
        this.encoder = encoder;
    }

    void answer(Exchange exchange, Page page, Representation representation) throws IOException {
        if (representation.form() == Representation.Form.TABLE) {
            ObjectNode table = encoder.table(page.items(), representation);
            table.set("metadata", meta(page));
            exchange.json(200, table);
            return;
        }
        try (OutputStream out = new BufferedOutputStream(exchange.stream(200, "application/json"), BUFFER)) {
            out.write(head(page, representation).getBytes(StandardCharsets.UTF_8));
            for (Iterator<KubeObject> items = page.items().iterator(); items.hasNext(); ) {
                out.write(encoder.encode(items.next(), representation));
                if (items.hasNext()) {
                    out.write(',');
                }
            }
            out.write(']');
            out.write('}');
        }
    }

    private static String head(Page page, Representation representation) {
        ResourceType type = representation.type();
        boolean whole = representation.form() == Representation.Form.OBJECT;
        return "{\"kind\":\"" + (whole ? type.kind() + "List" : "PartialObjectMetadataList") + "\",\"apiVersion\":\""
                + (whole ? type.apiVersion() : "meta.k8s.io/v1") + "\",\"metadata\":" + meta(page) + ",\"items\":[";
    }

    private static ObjectNode meta(Page page) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        meta.put("resourceVersion", Long.toString(page.version()));
        if (!page.next().isEmpty()) {
            meta.put("continue", page.next());
        }
        if (page.remaining() > 0) {
            meta.put("remainingItemCount", page.remaining());
        }
        return meta;
    }
}
