/// What kinds of objects the API server serves, built in and by CustomResourceDefinition.
@NullMarked
package dev.tidewright.apiserver.resources;

import org.jspecify.annotations.NullMarked;
