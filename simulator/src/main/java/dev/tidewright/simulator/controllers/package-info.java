/// kube-controller-manager in the virtual world: each controller wakes when its own objects change, and acts as
/// upstream's does. Knows the store and the runtime; knows no load, no cloud and no autoscaler.
@NullMarked
package dev.tidewright.simulator.controllers;

import org.jspecify.annotations.NullMarked;
