/// Hands the changes of the world to those who watch. One bounded log a kind, which each watcher reads at its own pace;
/// who falls too far behind is told so (410 Gone). Knows no HTTP.
@NullMarked
package dev.tidewright.apiserver.watch;

import org.jspecify.annotations.NullMarked;
