/// The metrics APIs (`metrics.k8s.io`, `custom.metrics.k8s.io`, `external.metrics.k8s.io`) as documents, from what the
/// world's metrics pipeline answers. Knows no HTTP.
@NullMarked
package dev.tidewright.apiserver.metrics;

import org.jspecify.annotations.NullMarked;
