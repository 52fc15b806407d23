/// What a real kube-apiserver answered, for tests to hold the document functions to.
@NullMarked
package dev.tidewright.apiserver.recorded;

import org.jspecify.annotations.NullMarked;
