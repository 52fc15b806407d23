/// Who may act on what: two controllers never scale the same workload. Knows nothing of how an autoscaler decides.
@NullMarked
package dev.tidewright.kubernetes.ownership;

import org.jspecify.annotations.NullMarked;
