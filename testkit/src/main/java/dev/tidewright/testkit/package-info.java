/// What tests of the whole share: worlds by builder, invariants, and the rules that sources are held to.
@NullMarked
package dev.tidewright.testkit;

import org.jspecify.annotations.NullMarked;
