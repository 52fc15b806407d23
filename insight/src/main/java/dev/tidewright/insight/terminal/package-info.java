/// What a person reads in a terminal of 100 columns: plain text, no colour needed. Must not know where it is printed.
@NullMarked
package dev.tidewright.insight.terminal;

import org.jspecify.annotations.NullMarked;
