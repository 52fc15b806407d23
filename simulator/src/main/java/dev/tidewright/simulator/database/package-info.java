/// PostgreSQL and the PgBouncers before it under load. Knows who asks only by counts.
@NullMarked
package dev.tidewright.simulator.database;

import org.jspecify.annotations.NullMarked;
