/// Lets virtual time pass by the wall's clock, and lets other threads ask and change the world between two events.
/// Knows no HTTP.
@NullMarked
package dev.tidewright.apiserver.world;

import org.jspecify.annotations.NullMarked;
