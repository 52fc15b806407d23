/// The port: what a control loop may see and do. Two worlds stand behind it; nothing here can tell which.
@NullMarked
package dev.tidewright.cluster;

import org.jspecify.annotations.NullMarked;
