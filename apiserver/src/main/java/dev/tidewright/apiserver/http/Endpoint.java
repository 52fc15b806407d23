package dev.tidewright.apiserver.http;

import java.io.IOException;

/// Something else that is served on the same port, to whoever may ask.
@FunctionalInterface
public interface Endpoint {
    /// @return false where the request is none of its own; nothing was answered then
    boolean serve(Exchange exchange) throws IOException;
}
