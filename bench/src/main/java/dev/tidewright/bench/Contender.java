package dev.tidewright.bench;

import dev.tidewright.testkit.plane.ControlPlane;
import java.io.IOException;

/// Something that scales by HorizontalPodAutoscalers.
interface Contender {
    String name();

    Running start(ControlPlane plane) throws IOException;

    /// While it runs.
    interface Running extends AutoCloseable {
        /// Sent to the API server so far.
        long requests();

        @Override
        void close() throws IOException;
    }
}
