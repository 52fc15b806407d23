/// The command line: picocli commands and the one composition root, where every `new` that chooses a world stands.
@NullMarked
package dev.tidewright.cli;

import org.jspecify.annotations.NullMarked;
