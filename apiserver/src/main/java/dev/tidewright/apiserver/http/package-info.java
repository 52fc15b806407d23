/// The API on the wire: TLS, HTTP/1.1 and HTTP/2, who may ask, and how verbs, media types and errors are spelled.
/// The only package that knows Jetty.
@NullMarked
package dev.tidewright.apiserver.http;

import org.jspecify.annotations.NullMarked;
