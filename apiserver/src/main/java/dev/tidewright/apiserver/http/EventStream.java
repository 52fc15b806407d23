package dev.tidewright.apiserver.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Watch events on their way to one client: gathered, and sent as one.
final class EventStream implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private byte[] buffer = new byte[1 << 12];
    private int filled;
    private boolean started;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /// @param type   `ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK` or `ERROR`
    /// @param object encoded
    void event(String type, byte[] object) throws IOException {
        add(("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII));
        add(object);
        add(END);
        if (filled >= BUFFER) {
            flush();
        }
    }

    private void add(byte[] bytes) {
        if (filled + bytes.length > buffer.length) {
            int wider = Math.max(buffer.length * 2, filled + bytes.length);
            buffer = java.util.Arrays.copyOf(buffer, wider);
        }
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
    }

    /// Sends what was gathered; the first time also the answer's head, so that the client knows that it watches.
    void flush() throws IOException {
        if (filled > 0 || !started) {
            out.write(buffer, 0, filled);
            out.flush();
            filled = 0;
            started = true;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
