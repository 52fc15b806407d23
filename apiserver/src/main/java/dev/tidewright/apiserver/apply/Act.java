package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.resources.ResourceType;
import java.time.Instant;

/// One write, as far as ownership cares.
///
/// @param type        in the version that the request speaks
/// @param subresource `status`, `scale`, ...; empty for the object itself
/// @param manager     the request's `fieldManager`, or the first word of its user agent (up to the `/`)
/// @param time        recorded to the second
public record Act(ResourceType type, String subresource, String manager, Instant time) {}
