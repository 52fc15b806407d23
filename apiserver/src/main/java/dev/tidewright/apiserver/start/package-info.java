/// What is there before the first client comes: the scenario's objects as whole documents, and what every cluster has.
@NullMarked
package dev.tidewright.apiserver.start;

import org.jspecify.annotations.NullMarked;
