package dev.tidewright.simulator.queueing;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Servers that are alike, with what is inside them: a fluid for the means, whole numbers for the books.
///
/// Alike servers behind a random balancer see the same mean load, so one [Station] answers for all of them and a step
/// costs the same for one server and for a thousand. The count inside follows the fluid, rounded at random so that its
/// mean is right; what does not stay inside has left, so nothing is ever lost.
public final class ServerGroup {
    /// From this utilisation on there may be a backlog that lasts for steps.
    private static final double FULL = 0.9;

    private final RandomGenerator random;
    private final Station station;
    private final Cohorts cohorts;
    private final int queue;
    private final double timeoutSeconds;
    private final long timeoutSteps;
    private final Leaving leaving;
    private final Cohorts.Sink expiry;
    private int servers;
    private double inside;
    private long starts;
    private double expectedStarts;
    private long done;
    private long repeated;
    private double cpuSecondsEach;

    /// The state of one slice that leaves; kept here to spare an allocation in each step.
    private final Slice slice = new Slice();

    /// @param shape   of each server
    /// @param leaving is told what becomes of the requests
    public ServerGroup(Shape shape, RandomGenerator random, WaitingCurve.Shelf curves, Leaving leaving) {
        this.random = random;
        this.leaving = leaving;
        expiry = (step, lane, count) -> leaving.timedOut(lane, count);
        station = new Station(shape.cores, shape.slots, curves);
        queue = shape.queue;
        timeoutSeconds = shape.timeoutSeconds;
        timeoutSteps = (long) Math.ceil(timeoutSeconds / Step.SECONDS);
        cohorts = new Cohorts(shape.lanes, (int) timeoutSteps);
    }

    /// @param cores          processors of each server, above 0
    /// @param slots          requests worked on at once by each, 1 and up
    /// @param queue          requests that may wait in each
    /// @param timeoutSeconds after which callers give up, at most [#TIMEOUT_SECONDS_MAX]
    /// @param lanes          attempts told apart
    public record Shape(double cores, int slots, int queue, double timeoutSeconds, int lanes) {
        public static final double TIMEOUT_SECONDS_MAX = 3_600;

        public Shape {
            if (cores <= 0 || slots < 1 || queue < 0 || lanes < 1) {
                throw new IllegalArgumentException("no server: " + cores + " cores, " + slots + " slots, " + lanes);
            }
            timeoutSeconds = Math.clamp(timeoutSeconds, 0.001, TIMEOUT_SECONDS_MAX);
        }
    }

    /// Is told what becomes of requests.
    public interface Leaving {
        /// Answered in time.
        ///
        /// @param seconds of this attempt
        void answered(int lane, double seconds, long count);

        void timedOut(int lane, long count);

        /// No room to wait.
        void refused(int lane, long count);
    }

    public int servers() {
        return servers;
    }

    public double cores() {
        return station.cores();
    }

    /// Requests inside that their callers still wait for.
    public long living() {
        return cohorts.living();
    }

    /// All requests inside, those given up included.
    public long all() {
        return cohorts.all();
    }

    /// Mean requests inside each server.
    public double insideEach() {
        return servers == 0 ? 0 : inside / servers;
    }

    /// Requests taken into a slot in the last step.
    public long starts() {
        return starts;
    }

    /// The mean of [#starts].
    public double expectedStarts() {
        return expectedStarts;
    }

    /// Requests that left in the last step, answered or not.
    public long done() {
        return done;
    }

    /// Of [#done], those that came and went within the step.
    public long repeated() {
        return repeated;
    }

    /// Processor seconds that each server used since the group began.
    public double cpuSecondsEach() {
        return cpuSecondsEach;
    }

    /// Requests in each server that want a processor and have to wait for it.
    public double runnableEach() {
        return station.runnable();
    }

    /// Share of what could leave that does, 0 to 1.
    public double utilisation() {
        return station.utilisation();
    }

    /// Share of the processors in use, 0 to 1.
    public double processorUse() {
        return station.processorUse();
    }

    /// How long a request that comes now will take, in seconds.
    public double responseSeconds(Work work) {
        return station.response(insideEach(), work);
    }

    /// One more server, empty.
    public void join() {
        servers++;
    }

    /// Takes over everything inside another group, and its servers.
    public void absorb(ServerGroup from, long now) {
        servers += from.servers;
        inside += from.inside;
        from.moveAll(1, now, this);
        from.servers = 0;
        from.inside = 0;
    }

    /// One server leaves, with what is inside it, into a group of its own kind.
    public void leave(ServerGroup into, long now) {
        double share = 1.0 / servers;
        into.servers++;
        into.inside += inside * share;
        inside -= inside * share;
        moveAll(share, now, into);
        servers--;
    }

    private void moveAll(double share, long now, ServerGroup into) {
        long ghosts = cohorts.takeShare(random, share, now, into.cohorts::add);
        into.cohorts.addGhosts(ghosts);
    }

    /// One server dies; `lost` is told of what its callers waited for.
    public void die(long now, Lost lost) {
        double share = 1.0 / servers;
        inside -= inside * share;
        cohorts.takeShare(random, share, now, (step, lane, count) -> lost.lost(lane, count));
        servers--;
    }

    /// Is told of requests that died with their server.
    public interface Lost {
        void lost(int lane, long count);
    }

    /// Lets one step pass.
    ///
    /// @param arrivals by attempt; emptied
    /// @param again    requests that may come and go within the step besides: users who ask again at once
    /// @param expected the mean of all of them
    public void step(long now, long[] arrivals, long again, double expected, Work work) {
        cohorts.expireBefore(now - timeoutSteps, expiry);
        double room = (double) servers * (station.slots() + queue);
        double before = inside;
        inside = servers == 0 ? 0 : servers * station.after(inside / servers, expected / servers, work);
        double overflow = Math.max(0, inside - room);
        inside -= overflow;
        admit(now, arrivals, overflow, (long) room, before);
        slice.fill(now, before, work);
        cohorts.take(done, slice);
        repeat(again);
        account(work);
        Arrays.fill(arrivals, 0);
    }

    /// Lets users who were answered early in the step ask again within it, as far as the fluid says there was room.
    private void repeat(long again) {
        repeated = Math.min(again, (long) (station.throughput() * servers * Step.SECONDS) - done);
        if (repeated > 0) {
            done += repeated;
            starts += repeated;
            leaving.answered(0, Math.min(timeoutSeconds, slice.freshSeconds), repeated);
        } else {
            repeated = 0;
        }
    }

    private void admit(long now, long[] arrivals, double overflow, long room, double before) {
        long coming = sum(arrivals);
        long available = cohorts.all() + coming;
        double places = servers * station.slots();
        long busyBefore = Math.min(cohorts.all(), (long) places);
        long stay = Math.min(Math.min(Draws.whole(random, inside), room), available);
        long refuse = Math.min(Math.min(Draws.whole(random, overflow), available - stay), coming);
        refuse(arrivals, coming, refuse);
        for (int lane = 0; lane < arrivals.length; lane++) {
            if (arrivals[lane] > 0) {
                cohorts.add(now, lane, arrivals[lane]);
            }
        }
        done = available - stay - refuse;
        starts = done + Math.min(stay, (long) places) - busyBefore;
        expectedStarts = Math.max(
                0, station.throughput() * servers * Step.SECONDS + Math.min(inside, places) - Math.min(before, places));
    }

    private void refuse(long[] arrivals, long coming, long refuse) {
        long rest = coming;
        long left = refuse;
        for (int lane = 0; lane < arrivals.length && left > 0; lane++) {
            long here = arrivals[lane];
            rest -= here;
            long most = Math.min(here, left);
            long part = Math.clamp(Draws.binomial(random, left, (double) here / (here + rest)), left - rest, most);
            if (part > 0) {
                arrivals[lane] -= part;
                left -= part;
                leaving.refused(lane, part);
            }
        }
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private void account(Work work) {
        if (servers > 0) {
            double counted = done * work.cpu / servers;
            double flowing = station.throughput() * work.cpu * Step.SECONDS;
            boolean saturated = station.processorUse() > 0.9;
            cpuSecondsEach += Math.min(station.cores() * Step.SECONDS, saturated ? flowing : counted);
        }
    }

    /// Requests that leave together, on their way to [Leaving].
    private final class Slice implements Cohorts.Sink, Spread.Sink {
        private long now;
        private double freshSeconds;
        private double holdingSeconds;
        private double variance;
        private boolean full;
        private long gone;
        private int lane;

        void fill(long now, double before, Work work) {
            this.now = now;
            gone = 0;
            holdingSeconds = work.holding;
            variance = work.variance;
            double flow = station.throughput() * servers;
            full = station.utilisation() >= FULL;
            // At rest what is inside at the end tells the time; a backlog that grows or shrinks, its mean.
            double held = full ? (before + inside) / 2 : inside;
            freshSeconds = flow <= 0 ? work.holding : Math.max(work.holding, held / flow);
        }

        @Override
        public void slice(long step, int lane, long count) {
            this.lane = lane;
            double middle = (gone + count / 2.0) / done;
            gone += count;
            long age = now - step;
            // Without a backlog, and within two steps, the fluid tells the time better than whole steps do: a request
            // that by rounding was left behind was not late.
            double seconds = age <= 1 || !full ? freshSeconds : (age + middle - 0.5) * Step.SECONDS;
            double waited = Math.clamp(seconds - holdingSeconds, 0, Step.SECONDS);
            Spread.over(random, count, seconds, variance + waited * waited, this);
        }

        @Override
        public void took(double seconds, long count) {
            if (seconds > timeoutSeconds) {
                leaving.timedOut(lane, count);
            } else {
                leaving.answered(lane, seconds, count);
            }
        }
    }
}
