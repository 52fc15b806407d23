/// What a recommendation becomes for one pod: bounded by the policy, by the namespace's LimitRanges and by the pod's
/// own
/// limits, which move at the ratio they have to requests. Knows nothing of how recommendations are made or applied.
@NullMarked
package dev.tidewright.core.requests.capping;

import org.jspecify.annotations.NullMarked;
