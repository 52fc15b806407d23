package dev.tidewright.insight.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The texts that pages are made of, from the class path.
final class Assets {
    /// The chart library, from its webjar; the version is the root pom's `uplot.version`.
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private Assets() {}

    static String chartScript() throws IOException {
        return read(UPLOT + "uPlot.iife.min.js");
    }

    static String chartStyle() throws IOException {
        return read(UPLOT + "uPlot.min.css");
    }

    /// A file of this package's resources.
    static String own(String name) throws IOException {
        return read("/dev/tidewright/insight/page/" + name);
    }

    private static String read(String path) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("missing on the class path: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
