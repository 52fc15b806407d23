package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The objects of some manifests, read, defaulted and checked as the API server would.
///
/// @param objects of the kinds that loops and the virtual world act on, in the order in which they were given
/// @param others  of all other kinds
/// @param notes   what was given and is not acted on, one sentence each
public record Manifests(List<Manifest> objects, List<OtherManifest> others, List<String> notes) {
    public Manifests {
        objects = List.copyOf(objects);
        others = List.copyOf(others);
        notes = List.copyOf(notes);
    }

    /// Reads documents, lists among them unfolded.
    ///
    /// @throws BadInput naming every field that cannot be used
    public static Manifests of(List<Document> documents) {
        Complaints complaints = new Complaints();
        Manifests manifests = of(documents, complaints);
        complaints.settle();
        return manifests;
    }

    /// The same, with the complaints kept.
    public static Manifests of(List<Document> documents, Complaints complaints) {
        return new ManifestReader(complaints).read(documents);
    }

    /// These manifests without autoscalers and budgets of kinds that are not acted on, which a note then names. One
    /// whose
    /// workload is not among the manifests at all is complained of.
    public Manifests withTargets(Complaints complaints) {
        return new TargetCheck(this, complaints).run();
    }

    public Optional<Manifest> find(ObjectKey key) {
        return objects.stream()
                .filter(manifest -> manifest.object().key().equals(key))
                .findFirst();
    }

    /// Every document that was kept, those of typed kinds first.
    public List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        objects.forEach(manifest -> documents.add(manifest.document()));
        others.forEach(other -> documents.add(other.document()));
        return documents;
    }

    public List<KubeObject> typed() {
        return objects.stream().map(Manifest::object).toList();
    }
}
