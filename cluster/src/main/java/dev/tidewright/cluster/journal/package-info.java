/// What happened and why, one entry a change of decision or of the world. Loops and worlds write it; insight reads it.
///
/// The report's answers and its lead-time chain follow these entries. A writer may add facts, verbs and actors; it
/// keeps to these words where they fit. Nodes are keyed `Node` and groups of them `NodeGroup`, both without a
/// namespace; services, databases and caches are `Service`, `Database` and `Cache`, without one too.
///
/// | actor | object | verb | facts | causes |
/// | --- | --- | --- | --- | --- |
/// | `pods` | HorizontalPodAutoscaler | `scale` | `target` (`deployment/shop/web`), `from`, `to`, `wanted` (before
/// window, policies and bounds), `limit` (`ScaleUpLimit`, `TooManyReplicas`, … as in the ScalingLimited condition;
/// absent if none), `measured` (end of the window of the newest sample used, ISO-8601) | |
/// | `pods` | HorizontalPodAutoscaler, PodAutoscaler | `hold`, `fail` | the same; each kind once between changes;
/// steps: each metric,
/// the windows, the policies, `what if`, `guards` | |
/// | `deployment`, `statefulset` | the workload | `scale`, `roll` | `from`, `to` | the autoscaler's entry |
/// | `replicaset`, `statefulset`, `daemonset` | Pod | `create`, `delete` | | the workload's entry |
/// | `scheduler` | Pod | `unschedulable` | `reason`, in the scheduler's words | the pod's `create` |
/// | `scheduler` | Pod | `bind` | `node` | the pod's latest |
/// | `scheduler` | Pod (the victim) | `preempt` | `by` | the pod that wants the room |
/// | `nodes` | NodeGroup | `order` | `from`, `to`, `pods` (how many wait) | entries of the pods it is for |
/// | `nodes` | NodeGroup | `refuse` | `reason`: `max size reached`, `backed off`, … | entries of the pods that wait |
/// | `nodes` | Node | `cordon`, `remove`, `keep` | | |
/// | `cloud` | NodeGroup | `fail` | `reason`: `OUT_OF_RESOURCES`, … | the order |
/// | `cloud` | Node | `join` (registered), `ready`, `lost`, `reclaim` (the notice) | `group` | the order |
/// | `kubelet` | Pod | `pull` (its end; only if the image was missing), `start` (containers run), `ready`, `unready` |
/// `seconds` | the pod's latest |
/// | `kubelet` | Pod | `oom`, `unhealthy`, `restart`, `fail`, `complete`, `terminate` (its end) | | the pod's latest |
/// | whoever asks | Pod | `evict` | `node`, `reason` | the node's entry |
/// | `fault` | what is hit | `begin`, `end`, or a single `happen` | what and how much | |
@NullMarked
package dev.tidewright.cluster.journal;

import org.jspecify.annotations.NullMarked;
