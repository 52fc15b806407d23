/// From usage to recommendations: percentiles, margins, confidence, minima and policies, each step kept so that it can
/// be explained. Pure: the same usage, policy and settings give the same recommendation. Knows nothing of pods.
@NullMarked
package dev.tidewright.core.requests.recommend;

import org.jspecify.annotations.NullMarked;
