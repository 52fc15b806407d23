package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.conversion.Conversions;
import dev.tidewright.apiserver.defaulting.Defaulting;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.validation.Faults;
import dev.tidewright.apiserver.validation.UpdateValidation;
import dev.tidewright.apiserver.validation.Validation;
import dev.tidewright.apiserver.wire.WireDecoder;
import dev.tidewright.apiserver.wire.WireError;
import dev.tidewright.apiserver.wire.WireType.Struct;
import dev.tidewright.apiserver.wire.WireTypes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// What the API server does to an object between its arrival and the store: decode, default, admit, validate.
///
/// Safe for many threads, as far as [Neighbours] is.
public final class Admission {
    private final WireTypes types = WireTypes.load();
    private final CustomAdmission custom;
    private final Plugins plugins;
    private final Births births;

    public Admission(CustomKinds kinds, Neighbours neighbours, InstantSource clock) {
        this(kinds, neighbours, clock, new SplittableRandom(clock.millis()));
    }

    /// @param random for the names of volumes and the like
    public Admission(CustomKinds kinds, Neighbours neighbours, InstantSource clock, RandomGenerator random) {
        this.custom = new CustomAdmission(kinds, types);
        this.plugins = new Plugins(neighbours, random);
        this.births = new Births(clock, random);
    }

    /// @throws ApiError where the object is refused: 400 for what cannot be read, 403 for what is forbidden, 422 for
    ///                  what is invalid
    public Admitted admit(AdmissionRequest request) {
        Bodies.refuseForeignNamespace(request);
        if (request.type().custom()) {
            return custom.admit(request);
        }
        Optional<Struct> kind =
                types.kind(request.type().apiVersion(), request.type().kind());
        if (kind.isEmpty()) {
            ObjectNode tree = request.tree().deepCopy();
            return new Admitted(tree, tree, List.of());
        }
        Bodies.refuseForeignKind(request, types);
        List<String> warnings = new ArrayList<>();
        ObjectNode tree = decode(request, kind.get(), warnings);
        return settled(request, tree, warnings);
    }

    private static ObjectNode decode(AdmissionRequest request, Struct kind, List<String> warnings) {
        ResourceType type = request.type();
        try {
            WireDecoder.Decoded decoded = WireDecoder.decode(kind, request.tree());
            Bodies.complain(request, decoded.unknown(), warnings);
            ObjectNode tree = decoded.tree();
            tree.put("apiVersion", type.apiVersion()).put("kind", type.kind());
            Emptiness.keep(type, request.tree(), tree);
            return tree;
        } catch (WireError e) {
            throw Bodies.unreadable(type, e.message());
        }
    }

    private static void validateUpdate(Faults faults, ResourceType type, ObjectNode tree, ObjectNode old) {
        if (type.kind().equals("CustomResourceDefinition")) {
            UpdateValidation.check(faults, type, tree, old); // upstream stops at a changed group, which is in the name
            if (faults.isEmpty()) {
                Validation.check(faults, type, tree);
            }
            return;
        }
        Validation.check(faults, type, tree);
        UpdateValidation.check(faults, type, tree, old);
    }

    private Admitted settled(AdmissionRequest request, ObjectNode decoded, List<String> warnings) {
        ResourceType type = request.type();
        ObjectNode tree = Conversions.toStored(type, decoded);
        Defaulting.fill(type, tree);
        ObjectNode written = tree.deepCopy();
        Faults faults = new Faults();
        if (request.old().isEmpty()) {
            plugins.admit(type, request.namespace(), tree);
            births.prepare(type, tree);
            Validation.check(faults, type, tree);
        } else {
            ObjectNode old = Conversions.toStored(type, request.old().get());
            births.keep(type, request.subresource(), tree, old);
            plugins.keep(type, tree, old);
            if (request.subresource().isEmpty()) {
                validateUpdate(faults, type, tree, old);
            }
        }
        faults.refuse(type, tree.path("metadata").path("name").asString(""));
        if (request.old().isEmpty()) {
            plugins.hold(type, request.namespace(), tree);
            births.finish(type, tree);
        }
        Warnings.add(type, tree, warnings);
        return new Admitted(Conversions.fromStored(type, tree), Conversions.fromStored(type, written), warnings);
    }
}
