/// The virtual world's Kubernetes HTTP face, for kubectl, helm and any other client.
///
/// Knows the virtual world and no control loop: what a client changes, the loops see as they see any other change.
@NullMarked
package dev.tidewright.apiserver;

import org.jspecify.annotations.NullMarked;
