package dev.tidewright.insight.journal;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.json.JsonText;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The journal of a process that runs for good: each entry goes to a file at once. A file that has grown full makes
/// way, one
/// older one is kept. Thread-safe.
public final class JournalWriter implements Journal, AutoCloseable {
    private static final long MAX_BYTES = 64L << 20;
    private static final int REMEMBERED = 1 << 14;

    private final Optional<Path> file;
    private final long maxBytes;
    private final Map<ObjectKey, Long> latest = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectKey, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable BufferedWriter out;
    private long bytes;
    private long last;

    private JournalWriter(Optional<Path> file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /// A journal that only numbers its entries, for causes.
    public static JournalWriter nowhere() {
        return new JournalWriter(Optional.empty(), MAX_BYTES);
    }

    /// Goes on at the end of `file`. Numbers begin at 1 in each process.
    ///
    /// @throws IOException where the file cannot be written
    public static JournalWriter to(Path file) throws IOException {
        return to(file, MAX_BYTES);
    }

    static JournalWriter to(Path file, long maxBytes) throws IOException {
        JournalWriter writer = new JournalWriter(Optional.of(file), maxBytes);
        writer.open();
        return writer;
    }

    private void open() throws IOException {
        if (file.isPresent()) {
            bytes = Files.exists(file.get()) ? Files.size(file.get()) : 0;
            out = Files.newBufferedWriter(file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    @Override
    public synchronized long record(Entry entry) {
        last++;
        latest.put(entry.object(), last);
        if (out != null) {
            String text = JsonText.of(json -> JournalFile.write(json, new Line(last, entry))) + "\n";
            try {
                write(out, text);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "journal " + file.map(Path::toString).orElse("") + ": " + e, e);
            }
        }
        return last;
    }

    private void write(BufferedWriter to, String text) throws IOException {
        to.write(text);
        to.flush();
        bytes += text.length();
        if (bytes >= maxBytes && file.isPresent()) {
            to.close();
            Path full = file.get();
            Files.move(full, full.resolveSibling(full.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            open();
        }
    }

    @Override
    public synchronized Optional<Long> latest(ObjectKey object) {
        return Optional.ofNullable(latest.get(object));
    }

    @Override
    public synchronized void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
