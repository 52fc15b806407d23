package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.storage.Page;
import dev.tidewright.core.objects.KubeObject;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers lists. Objects are encoded one by one as they are sent, so a long list needs little memory.
final class Lists {
    private static final int BUFFER = 1 << 16;
    private static final int CHUNK = 256;
    private static final int CHUNKS_AHEAD = Runtime.getRuntime().availableProcessors() + 1;

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
            if (page.items().size() > CHUNK) {
                inChunks(page.items(), representation, out);
            } else {
                out.write(chunk(page.items(), representation));
            }
            out.write(']');
            out.write('}');
        }
    }

    /// Encodes a few chunks ahead of what is sent, on all processors.
    private void inChunks(List<KubeObject> items, Representation representation, OutputStream out) throws IOException {
        ArrayDeque<Future<byte[]>> ahead = new ArrayDeque<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int from = 0;
            while (from < items.size() || !ahead.isEmpty()) {
                while (from < items.size() && ahead.size() < CHUNKS_AHEAD) {
                    List<KubeObject> part = items.subList(from, Math.min(items.size(), from + CHUNK));
                    ahead.add(threads.submit(() -> chunk(part, representation)));
                    from += CHUNK;
                }
                out.write(encoded(ahead.remove()));
                if (!ahead.isEmpty() || from < items.size()) {
                    out.write(',');
                }
            }
        }
    }

    private static byte[] encoded(Future<byte[]> chunk) throws IOException {
        try {
            return chunk.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private byte[] chunk(List<KubeObject> items, Representation representation) {
        var bytes = new ByteArrayOutputStream(BUFFER);
        for (Iterator<KubeObject> each = items.iterator(); each.hasNext(); ) {
            bytes.writeBytes(encoder.encode(each.next(), representation));
            if (each.hasNext()) {
                bytes.write(',');
            }
        }
        return bytes.toByteArray();
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
