/// Two runs of one traffic held against one another: figures side by side, and the first decision where they part.
/// Must not know how it is shown.
@NullMarked
package dev.tidewright.insight.comparison;

import org.jspecify.annotations.NullMarked;
