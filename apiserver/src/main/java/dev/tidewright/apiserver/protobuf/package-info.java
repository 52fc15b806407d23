/// Reads request bodies in Kubernetes' protobuf encoding, which client-go sends, as trees.
///
/// Knows one table of fields; nothing of requests.
@NullMarked
package dev.tidewright.apiserver.protobuf;

import org.jspecify.annotations.NullMarked;
