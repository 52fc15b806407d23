/// Takes down what a namespace of a real cluster is made of, so that it can be rehearsed. Only reads; knows nothing of
/// loops.
@NullMarked
package dev.tidewright.kubernetes.capture;

import org.jspecify.annotations.NullMarked;
