/// JSON in one spelling, so that equal runs give equal bytes. Knows nothing of what is written.
@NullMarked
package dev.tidewright.insight.json;

import org.jspecify.annotations.NullMarked;
