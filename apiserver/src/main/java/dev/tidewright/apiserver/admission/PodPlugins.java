package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.defaulting.Trees;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The plugins that pods pass: LimitRanger, ServiceAccount, DefaultTolerationSeconds, Priority, RuntimeClass.
/// Source: `plugin/pkg/admission` of Kubernetes 1.34.
final class PodPlugins {
    private static final String TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int RANDOM_LETTERS = 5;
    private static final int BORNE_SECONDS = 300;
    private static final int TOKEN_SECONDS = 3_607;
    private static final List<String> AWAY = List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private final Neighbours neighbours;
    private final RandomGenerator random;
    private final LimitRanges ranges;

    PodPlugins(Neighbours neighbours, RandomGenerator random) {
        this.neighbours = neighbours;
        this.random = random;
        this.ranges = new LimitRanges(neighbours);
    }

    void admit(String namespace, ObjectNode pod) {
        ranges.admit(namespace, pod);
        ObjectNode spec = Trees.object(pod, "spec");
        String name = pod.path("metadata").path("name").asString("");
        account(namespace, name, spec);
        tolerations(spec);
        priority(name, spec);
        runtimeClass(name, spec);
        if (spec.path("overhead").isObject() && !spec.hasNonNull("runtimeClassName")) {
            throw forbidden(name, "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
        }
    }

    static ApiError forbidden(String pod, String why) {
        return new ApiError(403, "Forbidden", "pods \"" + pod + "\" is forbidden: " + why, List.of())
                .about("", "pods", pod);
    }

    private void account(String namespace, String pod, ObjectNode spec) {
        String name = spec.path("serviceAccountName").asString("");
        if (name.isEmpty()) {
            name = "default";
            spec.put("serviceAccountName", name).put("serviceAccount", name);
        }
        Optional<ObjectNode> account = neighbours.find("ServiceAccount", namespace, name);
        if (account.isEmpty() && !name.equals("default")) {
            throw forbidden(
                    pod,
                    "error looking up service account " + namespace + "/" + name + ": serviceaccount \"" + name
                            + "\" not found");
        }
        JsonNode mounts = spec.path("automountServiceAccountToken");
        boolean wanted = mounts.isBoolean()
                ? mounts.asBoolean()
                : account.map(one -> one.path("automountServiceAccountToken").asBoolean(true))
                        .orElse(true);
        if (wanted) {
            token(spec);
        }
        if (spec.path("imagePullSecrets").isEmpty()
                && account.isPresent()
                && !account.get().path("imagePullSecrets").isEmpty()) {
            spec.set("imagePullSecrets", account.get().path("imagePullSecrets").deepCopy());
        }
    }

    private void token(ObjectNode spec) {
        String volume = volumeName();
        boolean mounted = false;
        for (String list : List.of("initContainers", "containers")) {
            for (ObjectNode container : Trees.objects(spec.path(list))) {
                mounted |= mount(container, volume);
            }
        }
        if (mounted) {
            volume(array(spec, "volumes").addObject(), volume);
        }
    }

    private static boolean mount(ObjectNode container, String volume) {
        for (JsonNode mount : container.path("volumeMounts")) {
            if (mount.path("mountPath").asString("").equals(TOKEN_PATH)) {
                return false;
            }
        }
        array(container, "volumeMounts")
                .addObject()
                .put("name", volume)
                .put("readOnly", true)
                .put("mountPath", TOKEN_PATH);
        return true;
    }

    private String volumeName() {
        StringBuilder name = new StringBuilder("kube-api-access-");
        synchronized (random) {
            for (int i = 0; i < RANDOM_LETTERS; i++) {
                name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return name.toString();
    }

    private static void volume(ObjectNode volume, String name) {
        ObjectNode projected = volume.put("name", name).putObject("projected");
        ArrayNode sources = projected.putArray("sources");
        sources.addObject()
                .putObject("serviceAccountToken")
                .put("expirationSeconds", TOKEN_SECONDS)
                .put("path", "token");
        sources.addObject()
                .putObject("configMap")
                .put("name", "kube-root-ca.crt")
                .putArray("items")
                .addObject()
                .put("key", "ca.crt")
                .put("path", "ca.crt");
        sources.addObject()
                .putObject("downwardAPI")
                .putArray("items")
                .addObject()
                .put("path", "namespace")
                .putObject("fieldRef")
                .put("apiVersion", "v1")
                .put("fieldPath", "metadata.namespace");
        projected.put("defaultMode", 0644);
    }

    static ArrayNode array(ObjectNode node, String field) {
        return node.path(field) instanceof ArrayNode found ? found : node.putArray(field);
    }

    /// Also on updates: what bears nothing is made to bear a lost node for a while.
    static void tolerations(ObjectNode spec) {
        for (String key : AWAY) {
            boolean borne = false;
            for (JsonNode toleration : spec.path("tolerations")) {
                String effect = toleration.path("effect").asString("");
                String own = toleration.path("key").asString("");
                borne |= (own.equals(key) || own.isEmpty()) && (effect.isEmpty() || effect.equals("NoExecute"));
            }
            if (!borne) {
                array(spec, "tolerations")
                        .addObject()
                        .put("key", key)
                        .put("operator", "Exists")
                        .put("effect", "NoExecute")
                        .put("tolerationSeconds", BORNE_SECONDS);
            }
        }
    }

    private void priority(String pod, ObjectNode spec) {
        String name = spec.path("priorityClassName").asString("");
        Optional<ObjectNode> chosen = name.isEmpty() ? globalDefault() : known(name);
        if (!name.isEmpty() && chosen.isEmpty()) {
            throw forbidden(pod, "no PriorityClass with name " + name + " was found");
        }
        long value = chosen.map(one -> one.path("value").asLong(0)).orElse(0L);
        if (spec.path("priority").isNumber() && spec.path("priority").asLong() != value) {
            throw forbidden(
                    pod,
                    "the integer value of priority (" + spec.path("priority").asLong()
                            + ") must not be provided in pod spec; priority admission controller computed " + value
                            + " from the given PriorityClass name");
        }
        chosen.filter(one -> name.isEmpty())
                .ifPresent(one -> spec.put(
                        "priorityClassName", one.path("metadata").path("name").asString("")));
        spec.put("priority", (int) value);
        preemption(pod, spec, chosen);
    }

    private static void preemption(String pod, ObjectNode spec, Optional<ObjectNode> chosen) {
        String policy = chosen.map(one -> one.path("preemptionPolicy").asString("PreemptLowerPriority"))
                .orElse("PreemptLowerPriority");
        String written = spec.path("preemptionPolicy").asString(policy);
        if (!written.equals(policy)) {
            throw forbidden(
                    pod,
                    "the string value of PreemptionPolicy (" + written
                            + ") must not be provided in pod spec; priority admission controller computed " + policy
                            + " from the given PriorityClass name");
        }
        spec.put("preemptionPolicy", policy);
    }

    private void runtimeClass(String pod, ObjectNode spec) {
        String wanted = spec.path("runtimeClassName").asString("");
        if (!wanted.isEmpty() && neighbours.find("RuntimeClass", "", wanted).isEmpty()) {
            throw forbidden(pod, "pod rejected: RuntimeClass \"" + wanted + "\" not found");
        }
    }

    private Optional<ObjectNode> globalDefault() {
        return neighbours.list("PriorityClass", "").stream()
                .filter(one -> one.path("globalDefault").asBoolean(false))
                .findFirst();
    }

    private Optional<ObjectNode> known(String name) {
        Optional<ObjectNode> stored = neighbours.find("PriorityClass", "", name);
        if (stored.isPresent()) {
            return stored;
        }
        return switch (name) {
            case "system-node-critical" -> Optional.of(system(name, 2_000_001_000));
            case "system-cluster-critical" -> Optional.of(system(name, 2_000_000_000));
            default -> Optional.empty();
        };
    }

    private static ObjectNode system(String name, int value) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.put("value", value).putObject("metadata").put("name", name);
        return one;
    }
}
