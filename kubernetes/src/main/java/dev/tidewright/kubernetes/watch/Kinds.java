package dev.tidewright.kubernetes.watch;

import dev.tidewright.cluster.documents.AutoscalerDocuments;
import dev.tidewright.cluster.documents.ConfigMapDocuments;
import dev.tidewright.cluster.documents.DisruptionDocuments;
import dev.tidewright.cluster.documents.NodeDocuments;
import dev.tidewright.cluster.documents.PodDocuments;
import dev.tidewright.cluster.documents.WorkloadDocuments;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import java.util.List;

/// The kinds that loops look at.
public final class Kinds {
    private static final String APPS = "apps";

    public static final Kind<Pod> PODS = new Kind<>("", "v1", "pods", "Pod", true, Pod.class, PodDocuments::pod);
    public static final Kind<Node> NODES =
            new Kind<>("", "v1", "nodes", "Node", false, Node.class, NodeDocuments::node);
    public static final Kind<Deployment> DEPLOYMENTS =
            new Kind<>(APPS, "v1", "deployments", "Deployment", true, Deployment.class, WorkloadDocuments::deployment);
    public static final Kind<ReplicaSet> REPLICA_SETS =
            new Kind<>(APPS, "v1", "replicasets", "ReplicaSet", true, ReplicaSet.class, WorkloadDocuments::replicaSet);
    public static final Kind<StatefulSet> STATEFUL_SETS = new Kind<>(
            APPS, "v1", "statefulsets", "StatefulSet", true, StatefulSet.class, WorkloadDocuments::statefulSet);
    public static final Kind<ReplicationController> REPLICATION_CONTROLLERS = new Kind<>(
            "",
            "v1",
            "replicationcontrollers",
            "ReplicationController",
            true,
            ReplicationController.class,
            WorkloadDocuments::replicationController);
    public static final Kind<DaemonSet> DAEMON_SETS =
            new Kind<>(APPS, "v1", "daemonsets", "DaemonSet", true, DaemonSet.class, WorkloadDocuments::daemonSet);
    public static final Kind<PodDisruptionBudget> BUDGETS = new Kind<>(
            "policy",
            "v1",
            "poddisruptionbudgets",
            "PodDisruptionBudget",
            true,
            PodDisruptionBudget.class,
            DisruptionDocuments::budget);
    public static final Kind<HorizontalPodAutoscaler> AUTOSCALERS = new Kind<>(
            "autoscaling",
            "v2",
            "horizontalpodautoscalers",
            HorizontalPodAutoscaler.KIND,
            true,
            HorizontalPodAutoscaler.class,
            AutoscalerDocuments::stored);

    /// Where its definition is installed; watched only where somebody asks for it.
    public static final Kind<PodAutoscaler> POD_AUTOSCALERS = new Kind<>(
            "tidewright.dev",
            "v1alpha1",
            "podautoscalers",
            PodAutoscaler.KIND,
            true,
            PodAutoscaler.class,
            document -> new PodAutoscaler(AutoscalerDocuments.submitted(document)));

    /// Those of cluster-autoscaler only: all others are none of a loop's business, and many.
    public static final Kind<ConfigMap> CONFIG_MAPS = new Kind<>(
            "",
            "v1",
            "configmaps",
            ConfigMap.KIND,
            true,
            "kube-system",
            ConfigMap.class,
            ConfigMapDocuments::configMap);

    /// What scaling pods looks at.
    public static final List<Kind<?>> FOR_PODS =
            List.of(AUTOSCALERS, DEPLOYMENTS, REPLICA_SETS, STATEFUL_SETS, REPLICATION_CONTROLLERS, PODS);

    /// All of them.
    public static final List<Kind<?>> ALL = List.of(
            NODES,
            AUTOSCALERS,
            DEPLOYMENTS,
            REPLICA_SETS,
            STATEFUL_SETS,
            REPLICATION_CONTROLLERS,
            DAEMON_SETS,
            BUDGETS,
            CONFIG_MAPS,
            PODS);

    private Kinds() {}
}
