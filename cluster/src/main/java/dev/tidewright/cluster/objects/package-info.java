/// The workload kinds that the loops and the virtual world act on, in typed form.
@NullMarked
package dev.tidewright.cluster.objects;

import org.jspecify.annotations.NullMarked;
