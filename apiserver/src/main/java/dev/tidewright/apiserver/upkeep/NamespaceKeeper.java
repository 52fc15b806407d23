package dev.tidewright.apiserver.upkeep;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.documents.ObjectDocuments;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Gives each namespace its `default` ServiceAccount and the certificate authority that pods trust.
public final class NamespaceKeeper {
    private final Store store;
    private final Timeline timeline;
    private final String authorityPem;

    private NamespaceKeeper(Store store, Timeline timeline, String authorityPem) {
        this.store = store;
        this.timeline = timeline;
        this.authorityPem = authorityPem;
    }

    /// To be called on the world's thread, or before it starts.
    public static void follow(Store store, Timeline timeline, String authorityPem) {
        store.watch(KubeObject.class, new NamespaceKeeper(store, timeline, authorityPem)::changed);
    }

    private void changed(Optional<KubeObject> before, Optional<KubeObject> after) {
        if (before.isEmpty() && after.isPresent() && after.get().kind().equals("Namespace")) {
            String namespace = after.get().meta().name();
            timeline.at(timeline.nanos(), () -> furnish(namespace));
        }
    }

    private void furnish(String namespace) {
        Optional<KubeObject> still = store.get(new ObjectKey("Namespace", "", namespace), KubeObject.class);
        if (still.isEmpty() || still.get().meta().deleted().isPresent()) {
            return;
        }
        create(namespace, "default", "ServiceAccount", JsonNodeFactory.instance.objectNode());
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.putObject("data").put("ca.crt", authorityPem);
        create(namespace, "kube-root-ca.crt", "ConfigMap", map);
    }

    private void create(String namespace, String name, String kind, ObjectNode body) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "v1").put("kind", kind);
        tree.putObject("metadata").put("name", name).put("namespace", namespace);
        tree.setAll(body);
        store.apply(new Change.Create(ObjectDocuments.read(tree, kind))); // one that is there stays
    }
}
