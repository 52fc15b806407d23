package dev.tidewright.core.requests;

import dev.tidewright.core.objects.Resources;

/// What one container should ask for (`status.recommendation.containerRecommendations`).
///
/// @param target         requests to set
/// @param lowerBound     below it a container is better replaced
/// @param upperBound     above it a container is better replaced
/// @param uncappedTarget the target as usage alone would have it, before policies
public record ContainerRecommendation(
        String container, Resources target, Resources lowerBound, Resources upperBound, Resources uncappedTarget) {}
