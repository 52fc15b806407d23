/// Helm releases as Helm keeps them: a Secret each revision. Knows Helm's format and nothing of the cluster.
@NullMarked
package dev.tidewright.apiserver.release;

import org.jspecify.annotations.NullMarked;
