/// Why a decision fell as it did, as data. Every rendering (event, log line, page) comes from this one value.
@NullMarked
package dev.tidewright.core.explain;

import org.jspecify.annotations.NullMarked;
