/// The journal as a file, `journal.jsonl`: one entry a line. Knows nothing of what the entries mean.
///
/// ```json
/// {"seq":7,"at":"2026-03-01T12:00:15Z","actor":"pods","object":{"kind":"HorizontalPodAutoscaler",
///  "namespace":"shop","name":"web"},"verb":"scale","why":{"rule":"proportional to load","facts":[["from","3"]],
///  "steps":[]},"causes":[3]}
/// ```
@NullMarked
package dev.tidewright.insight.journal;

import org.jspecify.annotations.NullMarked;
