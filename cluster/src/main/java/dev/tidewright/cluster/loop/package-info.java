/// How a control loop is written, and what drives it: on the wall's clock, or in virtual time.
@NullMarked
package dev.tidewright.cluster.loop;

import org.jspecify.annotations.NullMarked;
