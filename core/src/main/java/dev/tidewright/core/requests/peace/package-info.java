/// Peace between the vertical and the horizontal autoscaler: who sizes pods must not move what the other one counts
/// them by. Pure; knows nothing of how changes reach pods.
@NullMarked
package dev.tidewright.core.requests.peace;

import org.jspecify.annotations.NullMarked;
