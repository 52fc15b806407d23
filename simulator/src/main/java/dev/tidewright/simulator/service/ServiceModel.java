package dev.tidewright.simulator.service;

import dev.tidewright.simulator.queueing.Downstream;
import dev.tidewright.simulator.queueing.Draws;
import dev.tidewright.simulator.queueing.Retries;
import dev.tidewright.simulator.queueing.ServerGroup;
import dev.tidewright.simulator.queueing.Step;
import dev.tidewright.simulator.queueing.WaitingCurve;
import dev.tidewright.simulator.queueing.Work;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One service: its endpoints, the requests inside them, those that wait to be tried again, and its books.
///
/// Requests come from traffic and from other services; a balancer spreads them over the endpoints at random, as
/// kube-proxy does. An endpoint whose process is gone takes its share too, until the endpoints are told.
public final class ServiceModel implements Downstream, ServerGroup.Leaving {
    private static final double NANOS = 1e9;

    /// How long it takes to learn that nobody listens.
    private static final double REFUSAL_SECONDS = 0.002;

    private final ServiceSpec spec;
    private final RandomGenerator random;
    private final WaitingCurve.Shelf curves;
    private final Recorder.Latencies latencies;
    private final Needs needs;
    private final Books books = new Books();
    private final Outcomes outcomes = new Outcomes();
    private final Retries retries;
    private final List<PodGroup> groups = new ArrayList<>();
    private final List<PodGroup> draining = new ArrayList<>();
    private final Work work = new Work();
    private final long[] arrivals;
    private final long[] share;
    private final double timeoutSeconds;
    private int deadEndpoints;
    private long now;
    private long inbox;
    private long inboxAgain;
    private double inboxExpected;
    private double failedDownstream;
    private double expectedNow;
    private double throttledSeconds;

    ServiceModel(ServiceSpec spec, RandomGenerator random, WaitingCurve.Shelf curves, Recorder.Latencies latencies) {
        this.spec = spec;
        this.random = random;
        this.curves = curves;
        this.latencies = latencies;
        needs = new Needs(spec);
        retries = new Retries(spec.retries() + 1, random);
        arrivals = new long[spec.retries() + 1];
        share = new long[spec.retries() + 1];
        timeoutSeconds = spec.timeout().toNanos() / NANOS;
    }

    public ServiceSpec spec() {
        return spec;
    }

    public Books books() {
        return books;
    }

    Needs needs() {
        return needs;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    /// How long one attempt takes now, in seconds.
    public double attemptSeconds() {
        return outcomes.attemptSeconds();
    }

    /// How long one attempt waits for others now, in seconds.
    public double downstreamSeconds() {
        return needs.downstreamSeconds();
    }

    /// Requests whose callers wait: in pods, or for another try.
    public long inFlight() {
        long sum = retries.waiting() + inbox;
        for (int i = 0; i < groups.size(); i++) {
            sum += groups.get(i).servers().living();
        }
        for (int i = 0; i < draining.size(); i++) {
            sum += draining.get(i).servers().living();
        }
        return sum;
    }

    /// Holds the books against what is there.
    ///
    /// @throws IllegalStateException if a request was lost or invented
    public void check() {
        if (books.open() + inbox != inFlight()) {
            throw new IllegalStateException(
                    "requests of " + spec.name() + " do not add up: " + books + ", in flight " + inFlight());
        }
    }

    /// Requests from outside, for the next step.
    ///
    /// @param again    requests of users who may ask again within the step
    /// @param expected the mean of both together
    public void arrive(long count, long again, double expected) {
        inbox += count;
        inboxAgain += again;
        inboxExpected += expected;
    }

    @Override
    public void ask(long count, double expected) {
        arrive(count, 0, expected);
    }

    @Override
    public double seconds() {
        return outcomes.seconds(spec.retries());
    }

    @Override
    public double variance() {
        return outcomes.variance();
    }

    @Override
    public double failedShare() {
        return outcomes.failedShare(spec.retries());
    }

    int endpoints() {
        int sum = 0;
        for (int i = 0; i < groups.size(); i++) {
            sum += groups.get(i).servers().servers();
        }
        return sum;
    }

    /// First attempts a second, on average, in the last step.
    double expectedPerSecond() {
        return expectedNow / Step.SECONDS;
    }

    /// Pods with a process that serves or drains: each holds its connections.
    int runningPods() {
        return endpoints() + draining.size();
    }

    /// Share of what the endpoints could serve that they do, 0 to 1; 1 with none.
    double utilisation() {
        double most = endpoints() == 0 && expectedNow > 0 ? 1 : 0;
        for (int i = 0; i < groups.size(); i++) {
            most = Math.max(most, groups.get(i).servers().utilisation());
        }
        return most;
    }

    /// What the fullest pods have least of.
    String scarcest() {
        for (int i = 0; i < groups.size(); i++) {
            ServerGroup servers = groups.get(i).servers();
            if (servers.processorUse() >= servers.utilisation() - 1e-9) {
                return "processors";
            }
        }
        return downstreamSeconds() > seconds() / 2 ? "slots, held by waiting for others" : "slots";
    }

    /// Core-seconds of work that waited because a limit was reached.
    public double throttledSeconds() {
        return throttledSeconds;
    }

    /// Lets one step pass, of requests that came since the last one.
    void step(long now) {
        this.now = now;
        outcomes.begin();
        long again = inboxAgain;
        double expected = inboxExpected;
        arrivals[0] = inbox;
        books.arrive(inbox);
        inbox = 0;
        inboxAgain = 0;
        inboxExpected = 0;
        expectedNow = expected;
        expected += retries.due(now, arrivals);
        failedDownstream = needs.failedShare();
        route(again, expected);
        for (int i = 0; i < draining.size(); i++) {
            advance(draining.get(i), 0, 0);
        }
        outcomes.end(responseSeconds(), REFUSAL_SECONDS, work.variance);
    }

    /// Spreads the arrivals over the endpoints.
    private void route(long again, double expected) {
        int rest = endpoints() + deadEndpoints;
        if (rest == 0) {
            unreachable(arrivals);
            return;
        }
        double each = expected / rest;
        long againLeft = again;
        for (int i = 0; i < groups.size(); i++) {
            PodGroup group = groups.get(i);
            int pods = group.servers().servers();
            deal((double) pods / rest);
            long againHere = Draws.binomial(random, againLeft, (double) pods / rest);
            rest -= pods;
            againLeft -= againHere;
            advance(group, againHere, each * pods);
        }
        unreachable(arrivals);
    }

    private void deal(double part) {
        for (int lane = 0; lane < arrivals.length; lane++) {
            share[lane] = Draws.binomial(random, arrivals[lane], part);
            arrivals[lane] -= share[lane];
        }
    }

    private void advance(PodGroup group, long again, double expected) {
        ServerGroup servers = group.servers();
        needs.fill(work, servers.cores());
        servers.step(now, share, again, expected, work);
        books.arrive(servers.repeated());
        throttledSeconds += group.throttledSeconds();
        if (servers.starts() > 0 || servers.expectedStarts() > 0) {
            needs.send(random, servers.starts(), servers.expectedStarts());
        }
    }

    private void unreachable(long[] byLane) {
        for (int lane = 0; lane < byLane.length; lane++) {
            if (byLane[lane] > 0) {
                outcomes.refused(byLane[lane]);
                failed(Failure.UNREACHABLE, lane, byLane[lane]);
                byLane[lane] = 0;
            }
        }
    }

    /// How long a request that comes now will take at the endpoints, in seconds.
    private double responseSeconds() {
        double sum = 0;
        int pods = 0;
        for (int i = 0; i < groups.size(); i++) {
            ServerGroup servers = groups.get(i).servers();
            needs.fill(work, servers.cores());
            sum += servers.servers() * Math.min(timeoutSeconds, servers.responseSeconds(work));
            pods += servers.servers();
        }
        return pods == 0 ? REFUSAL_SECONDS : sum / pods;
    }

    @Override
    public void answered(int lane, double seconds, long count) {
        long spoilt = Draws.binomial(random, count, failedDownstream);
        long good = count - spoilt;
        if (spoilt > 0) {
            outcomes.spoilt(spoilt);
            books.fail(Failure.DOWNSTREAM, spoilt);
        }
        if (good > 0) {
            double total = seconds + outcomes.secondsBefore(lane);
            outcomes.answered(good);
            books.serve(good);
            latencies.add((long) (total * NANOS), good);
        }
    }

    @Override
    public void timedOut(int lane, long count) {
        outcomes.timedOut(count);
        outcomes.delay(lane + 1, timeoutSeconds);
        failed(Failure.TIMED_OUT, lane, count);
    }

    @Override
    public void refused(int lane, long count) {
        outcomes.refused(count);
        outcomes.delay(lane + 1, REFUSAL_SECONDS);
        failed(Failure.REFUSED, lane, count);
    }

    private void killed(int lane, long count) {
        outcomes.refused(count);
        failed(Failure.KILLED, lane, count);
    }

    private void failed(Failure why, int lane, long count) {
        if (retries.mayFollow(lane)) {
            retries.plan(now, lane, count);
            books.retry(count);
        } else {
            books.fail(why, count);
        }
    }

    /// An endpoint without a process behind it came or went.
    void deadEndpoints(int change) {
        deadEndpoints += change;
    }

    /// The pod takes requests from now on.
    void join(ServicePod pod) {
        PodGroup into = groupFor(pod);
        Optional<PodGroup> alone = pod.group();
        if (alone.isPresent()) {
            draining.remove(alone.get());
            into.absorb(alone.get(), pod, now);
        } else {
            into.join(pod);
        }
    }

    private PodGroup groupFor(ServicePod pod) {
        for (PodGroup group : groups) {
            if (group.servers().cores() == pod.cores()) {
                return group;
            }
        }
        var group = new PodGroup(newServers(pod.cores()));
        groups.add(group);
        return group;
    }

    private ServerGroup newServers(double cores) {
        var shape = new ServerGroup.Shape(cores, spec.concurrency(), spec.queue(), timeoutSeconds, spec.retries() + 1);
        return new ServerGroup(shape, random, curves, this);
    }

    /// The pod takes no more; what is inside it is finished.
    void leave(ServicePod pod) {
        PodGroup from = pod.group().orElseThrow();
        var alone = new PodGroup(newServers(pod.cores()));
        from.move(pod, alone, now);
        groups.removeIf(group -> group.servers().servers() == 0);
        draining.add(alone);
    }

    /// The pod gets other room by `change`; with what is inside it, it moves to the pods that have as much.
    void resize(ServicePod pod, Runnable change) {
        boolean serves = pod.group().filter(groups::contains).isPresent();
        change.run();
        if (serves) {
            leave(pod);
            join(pod);
        }
    }

    /// The pod's process is gone, with what was inside it.
    void die(ServicePod pod) {
        pod.group().ifPresent(group -> group.die(pod, now, this::killed));
        groups.removeIf(group -> group.servers().servers() == 0);
        draining.removeIf(group -> group.servers().servers() == 0);
    }

    List<PodGroup> draining() {
        return draining;
    }

    /// Pods that now want more memory than they may have; most often none, and then at no cost.
    List<ServicePod> outOfMemory(long nanos) {
        List<ServicePod> found = List.of();
        for (int i = 0; i < groups.size(); i++) {
            PodGroup group = groups.get(i);
            if (group.mayBeOutOfMemory(spec, nanos)) {
                found = new ArrayList<>(found);
                for (ServicePod pod : group.pods()) {
                    if (pod.isOutOfMemory()) {
                        found.add(pod);
                    }
                }
            }
        }
        return found;
    }
}
