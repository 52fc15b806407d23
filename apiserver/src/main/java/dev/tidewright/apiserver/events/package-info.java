/// What happened to objects, as Event objects that clients list and watch. Knows no HTTP.
@NullMarked
package dev.tidewright.apiserver.events;

import org.jspecify.annotations.NullMarked;
