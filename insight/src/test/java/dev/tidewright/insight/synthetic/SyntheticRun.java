package dev.tidewright.insight.synthetic;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.run.Run;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.recording.SeriesRecorder;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Plays the flash crowd on a toy: pods of 50 requests a second, nodes of 7 pods, an autoscaler that doubles at most.
/// Same seed, same run.
public final class SyntheticRun {
    private static final ObjectKey HPA = new ObjectKey("HorizontalPodAutoscaler", "shop", "web");
    private static final ObjectKey POOL = new ObjectKey("NodeGroup", "", "pool-1");
    private static final int PODS_A_NODE = 7;
    private static final double POD_RATE = 50;
    private static final String WEB = "workload/shop/web";

    private final Scenario scenario;
    private final SplittableRandom random;
    private final Ledger ledger = new Ledger();
    private final SeriesRecorder recorder;
    private final List<ToyPod> pods = new ArrayList<>();
    private final List<ToyNode> nodes = new ArrayList<>();
    private final double[] recent = new double[6];
    private final int minReplicas;
    private final int maxNodes;
    private Recorder.Latencies latencies;
    private Instant now;
    private int made;
    private int desired;
    private double seen = 40;
    private double busy;
    private double spent;
    private long arrived;
    private long served;
    private long failed;
    private long hits;
    private long misses;
    private long queries;

    private SyntheticRun(Scenario scenario, long seed, int minReplicas, int maxNodes) {
        this.scenario = scenario;
        this.random = new SplittableRandom(seed);
        this.recorder = SeriesRecorder.of(scenario);
        this.now = scenario.start();
        this.minReplicas = minReplicas;
        this.maxNodes = maxNodes;
        this.desired = Math.max(3, minReplicas);
        this.latencies = recorder.latencies("service/web");
    }

    /// Two hours with at most `maxNodes` machines.
    public static Run flashCrowd(long seed, int minReplicas, int maxNodes) {
        return play(seed, minReplicas, maxNodes, Duration.ofHours(2), Duration.ofHours(2), List.of());
    }

    /// @param played how much of `length` is played
    public static Run play(
            long seed, int minReplicas, int maxNodes, Duration length, Duration played, List<Fault> faults) {
        Scenario scenario = SyntheticScenario.flashCrowd(minReplicas, maxNodes, length, faults);
        var run = new SyntheticRun(scenario, seed, minReplicas, maxNodes);
        run.begin();
        run.register();
        Instant end = scenario.start().plus(played);
        run.recorder.sample(run.now);
        while (run.now.isBefore(end)) {
            run.now = run.now.plus(run.recorder.grid().sampling());
            run.tick(run.recorder.grid().sampling().toSeconds());
            run.recorder.sample(run.now);
        }
        return Run.of(scenario, seed, run.recorder.recording(), run.ledger);
    }

    private void begin() {
        for (int each = 0; each < 2; each++) {
            nodes.add(new ToyNode("node-" + each, now, now));
        }
        for (int each = 0; each < desired; each++) {
            ToyPod pod = create(List.of());
            pod.node = nodes.get(each % 2).name;
            pod.readyAt = now;
            pod.ready = true;
        }
        for (Fault fault : scenario.faults()) {
            ledger.record(new Entry(
                    scenario.start().plus(fault.at()),
                    "fault",
                    POOL,
                    "begin",
                    because("as the scenario says"),
                    List.of()));
        }
    }

    private void register() {
        recorder.gauge(WEB, Measures.DESIRED, () -> desired);
        recorder.gauge(WEB, Measures.CURRENT, pods::size);
        recorder.gauge(WEB, Measures.READY, this::ready);
        recorder.gauge(WEB, Measures.CPU_USED_MILLI, () -> busy * ready() * 500);
        recorder.gauge(WEB, Measures.CPU_REQUESTED_MILLI, () -> pods.size() * 500d);
        recorder.counter(WEB, Measures.RESTARTS, () -> 0);
        recorder.gauge("hpa/shop/web", Measures.UTILISATION_PERCENT, () -> seen);
        recorder.gauge("hpa/shop/web", Measures.TARGET_PERCENT, () -> 70);
        recorder.counter("service/web", Measures.ARRIVED, () -> arrived);
        recorder.counter("service/web", Measures.SERVED, () -> served);
        recorder.counter("service/web", Measures.FAILED, () -> failed);
        recorder.gauge("cluster", Measures.PENDING_PODS, this::pending);
        recorder.gauge("nodes/pool-1", Measures.NODES, nodes::size);
        recorder.gauge("nodes/pool-1", Measures.NODES_READY, this::readyNodes);
        recorder.gauge("nodes/pool-1", Measures.NODES_ORDERED, nodes::size);
        recorder.gauge("nodes/pool-1", Measures.COST, () -> spent);
        recorder.gauge("database/main", Measures.CONNECTIONS, () -> Math.min(60, arrivingPerSecond() * 0.05));
        recorder.gauge("database/main", Measures.CONNECTION_LIMIT, () -> 60);
        recorder.gauge("database/main", Measures.BUSY_CORES, () -> arrivingPerSecond() * 0.0022);
        recorder.counter("database/main", Measures.QUERIES, () -> queries);
        recorder.counter("cache/sessions", Measures.HITS, () -> hits);
        recorder.counter("cache/sessions", Measures.MISSES, () -> misses);
    }

    private double arrivingPerSecond() {
        return SyntheticScenario.rate(scenario, Duration.between(scenario.start(), now));
    }

    private long ready() {
        return pods.stream().filter(pod -> pod.ready).count();
    }

    private long pending() {
        return pods.stream().filter(pod -> pod.node.isEmpty()).count();
    }

    private long readyNodes() {
        return nodes.stream().filter(node -> !node.readyAt.isAfter(now)).count();
    }

    private void tick(long seconds) {
        kubelets();
        requests(seconds);
        spent += nodes.size() * 0.19 * seconds / 3_600;
        long since = Duration.between(scenario.start(), now).toSeconds();
        System.arraycopy(recent, 1, recent, 0, recent.length - 1);
        recent[recent.length - 1] = busy * 100;
        if (since % 15 == 0) {
            autoscale();
        }
        schedule();
        if (since % 10 == 0) {
            orderNodes();
        }
    }

    private void requests(long seconds) {
        double rate = arrivingPerSecond() * (0.97 + 0.06 * random.nextDouble());
        double capacity = ready() * POD_RATE;
        double load = rate / capacity;
        busy = Math.min(rate / ready() * 0.02, 1) * 2;
        long came = Math.round(rate * seconds);
        long lost = load > 1 ? Math.round((rate - capacity) * seconds) : 0;
        double mean = load >= 1 ? 1.4 : Math.min(1.4, 0.035 + 0.012 * load / (1 - load));
        arrived += came;
        failed += lost;
        served += came - lost;
        queries += came * 2 / 5;
        hits += came * 9 / 10;
        misses += came - came * 9 / 10;
        for (int part = 0; part < 20; part++) {
            double factor = -Math.log(1 - (part + 0.5) / 20) * 0.6 + 0.4;
            latencies.add(Math.round(mean * factor * 1e9), (came - lost) / 20);
        }
    }

    private void autoscale() {
        double sum = 0;
        for (int each = 0; each < 3; each++) {
            sum += recent[each];
        }
        seen = sum / 3;
        int wanted = (int) Math.ceil(ready() * seen / 70);
        boolean tolerated = seen > 63 && seen < 77;
        if (tolerated
                || (wanted < desired && Duration.between(scenario.start(), now).toMinutes() < 66)) {
            return;
        }
        int allowed = Math.clamp(wanted, minReplicas, Math.min(40, Math.max(desired * 2, desired + 4)));
        if (allowed == desired) {
            return;
        }
        long decision = ledger.record(new Entry(now, "pods", HPA, "scale", why(wanted, allowed), List.of()));
        int before = desired;
        desired = allowed;
        for (int each = before; each < desired; each++) {
            create(List.of(decision));
        }
        while (pods.size() > desired) {
            ToyPod victim = pods.removeLast();
            tell("replicaset", victim.key, "delete", because("more pods than wanted"), List.of(decision));
        }
    }

    private Explanation why(int wanted, int allowed) {
        Explanation metric = because("cpu utilisation against its target")
                .given("observed", Math.round(seen) + " %")
                .given("target", "70 %")
                .given("pods", ready());
        Explanation why = because(wanted > allowed ? "held to the scale-up policy" : "proportional to load")
                .given("target", "deployment/shop/web")
                .given("from", desired)
                .given("to", allowed)
                .given("wanted", wanted)
                .given("measured", now.minusSeconds(15));
        return (wanted > allowed ? why.given("limit", "ScaleUpLimit") : why).step(metric);
    }

    private ToyPod create(List<Long> causes) {
        var pod = new ToyPod(new ObjectKey("Pod", "shop", "web-7d9f-" + made++));
        pods.add(pod);
        tell("replicaset", pod.key, "create", because("fewer pods than wanted"), causes);
        return pod;
    }

    private void schedule() {
        for (ToyPod pod : pods) {
            if (!pod.node.isEmpty()) {
                continue;
            }
            for (ToyNode node : nodes) {
                long there = pods.stream()
                        .filter(other -> other.node.equals(node.name))
                        .count();
                if (!node.readyAt.isAfter(now) && there < PODS_A_NODE && pod.node.isEmpty()) {
                    pod.node = node.name;
                    tell("scheduler", pod.key, "bind", because("best score").given("node", node.name), latest(pod.key));
                    pod.pulledAt = now.plusSeconds(10);
                }
            }
            if (pod.node.isEmpty() && !pod.refused) {
                pod.refused = true;
                tell(
                        "scheduler",
                        pod.key,
                        "unschedulable",
                        because("no node fits").given("reason", nodes.size() + " Insufficient cpu"),
                        latest(pod.key));
            }
        }
    }

    private void kubelets() {
        for (ToyNode node : nodes) {
            if (!node.told && !node.readyAt.isAfter(now)) {
                node.told = true;
                tell("cloud", node.key(), "ready", because("booted").given("group", "pool-1"), List.of(node.order));
            }
        }
        for (ToyPod pod : pods) {
            if (pod.pulledAt.equals(now)) {
                tell("kubelet", pod.key, "pull", because("the node did not have the image"), latest(pod.key));
                tell("kubelet", pod.key, "start", because("its containers run"), latest(pod.key));
                pod.readyAt = now.plusSeconds(15);
            }
            if (!pod.ready && pod.readyAt.equals(now)) {
                pod.ready = true;
                tell("kubelet", pod.key, "ready", because("all its containers are ready"), latest(pod.key));
            }
        }
    }

    private void orderNodes() {
        int wanted = Math.min(maxNodes, (pods.size() + PODS_A_NODE - 1) / PODS_A_NODE);
        if (pending() == 0 || wanted <= nodes.size()) {
            return;
        }
        long order = ledger.record(new Entry(
                now,
                "nodes",
                POOL,
                "order",
                because("pods fit on no node")
                        .given("from", nodes.size())
                        .given("to", wanted)
                        .given("pods", pending()),
                List.of()));
        while (nodes.size() < wanted) {
            Instant readyAt = now.plusSeconds(55 + 5L * random.nextInt(10));
            var node = new ToyNode("node-" + nodes.size(), now, readyAt);
            node.told = false;
            node.order = order;
            nodes.add(node);
        }
    }

    private void tell(String actor, ObjectKey object, String verb, Explanation why, List<Long> causes) {
        ledger.record(new Entry(now, actor, object, verb, why, causes));
    }

    private List<Long> latest(ObjectKey key) {
        return ledger.latest(key).map(List::of).orElse(List.of());
    }

    private static final class ToyPod {
        private final ObjectKey key;
        private String node = "";
        private Instant pulledAt = Instant.MAX;
        private Instant readyAt = Instant.MAX;
        private boolean ready;
        private boolean refused;

        ToyPod(ObjectKey key) {
            this.key = key;
        }
    }

    private static final class ToyNode {
        private final String name;
        private final Instant readyAt;
        private boolean told = true;
        private long order;

        ToyNode(String name, Instant ordered, Instant readyAt) {
            this.name = name;
            this.readyAt = readyAt.isBefore(ordered) ? ordered : readyAt;
        }

        ObjectKey key() {
            return new ObjectKey("Node", "", name);
        }
    }
}
