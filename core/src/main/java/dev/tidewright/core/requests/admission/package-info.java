/// What a new pod gets from the vertical autoscaler that controls it: requests, limits, annotations. Pure: who creates
/// the pod, and by what way the answer reaches it, is not known here.
@NullMarked
package dev.tidewright.core.requests.admission;

import org.jspecify.annotations.NullMarked;
