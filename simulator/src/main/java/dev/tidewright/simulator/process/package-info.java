/// The border between the kubelets and the models of what runs inside pods.
@NullMarked
package dev.tidewright.simulator.process;

import org.jspecify.annotations.NullMarked;
