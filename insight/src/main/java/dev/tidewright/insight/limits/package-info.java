/// What limited the application in a minute, from the evidence of that minute. Nothing is concluded without evidence,
/// and no remedy is named that the evidence does not bear.
@NullMarked
package dev.tidewright.insight.limits;

import org.jspecify.annotations.NullMarked;
