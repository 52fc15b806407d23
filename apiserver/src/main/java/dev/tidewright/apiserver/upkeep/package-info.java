/// The small controllers of a control plane that no decision depends on: definitions of kinds, what each namespace has,
/// APIService objects. They act on the world's thread. Knows no HTTP.
@NullMarked
package dev.tidewright.apiserver.upkeep;

import org.jspecify.annotations.NullMarked;
