/// Kubernetes objects as the decisions see them: slim, immutable, null-free. One template's pods share one [PodSpec].
/// Knows nothing of documents (YAML, JSON), of storage or of time passing.
@NullMarked
package dev.tidewright.core.objects;

import org.jspecify.annotations.NullMarked;
