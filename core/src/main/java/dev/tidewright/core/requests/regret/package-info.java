/// What a value would have done to usage that was recorded: minutes throttled, kills. Pure; knows nothing of where
/// usage or values come from.
@NullMarked
package dev.tidewright.core.requests.regret;

import org.jspecify.annotations.NullMarked;
