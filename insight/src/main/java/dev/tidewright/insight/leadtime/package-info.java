/// The lead-time chain: from "traffic rose" to "capacity served", its seconds split by stage. Follows the words of
/// [dev.tidewright.cluster.journal]; what limited a minute is not its business.
@NullMarked
package dev.tidewright.insight.leadtime;

import org.jspecify.annotations.NullMarked;
