/// Of several processes one leads, by a Lease, and only it writes. Knows nothing of what leading is for.
@NullMarked
package dev.tidewright.kubernetes.leading;

import org.jspecify.annotations.NullMarked;
