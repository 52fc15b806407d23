package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.control.nodes.NodeScalingSettings;
import dev.tidewright.control.nodes.OperatedNodeLoop;
import dev.tidewright.control.pods.PodScalingFlags;
import dev.tidewright.control.pods.PodScalingLoop;
import dev.tidewright.control.requests.RecommenderLoop;
import dev.tidewright.control.requests.RequestAdmission;
import dev.tidewright.control.requests.RequestScalingFlags;
import dev.tidewright.control.requests.UpdaterLoop;
import dev.tidewright.insight.run.Run;
import dev.tidewright.simulator.scenario.AutoscalingSettings;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.world.VirtualWorld;
import java.time.Instant;
import java.util.function.Supplier;

/// The wiring of one rehearsal: the loops that run in production, driven in a virtual world.
public final class Rehearsal {
    private final Scenario scenario;
    private final long seed;
    private final VirtualWorld world;

    /// @throws BadInput where the scenario gives a loop a flag that it does not know
    public Rehearsal(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.seed = seed;
        AutoscalingSettings flags = scenario.autoscaling();
        PodScalingFlags pods = checked("autoscaling.pods", () -> PodScalingFlags.parse(flags.pods()));
        checked("autoscaling.nodes", () -> NodeScalingSettings.parse(flags.nodes()));
        RequestScalingFlags requests =
                checked("autoscaling.requests", () -> RequestScalingFlags.parse(flags.requests()));
        this.world = new VirtualWorld(scenario, seed);
        PodScalingLoop.start(world.runtime(), world.cluster(), world.metrics(), world.journal(), pods);
        OperatedNodeLoop.start(world.runtime(), world.cluster(), world.nodeGroups(), world.journal(), flags.nodes());
        RecommenderLoop.start(world.runtime(), world.cluster(), world.metrics(), world.journal(), requests);
        UpdaterLoop.start(world.runtime(), world.cluster(), world.journal(), requests);
        world.store().admitBy(new RequestAdmission(world.cluster(), requests));
    }

    private static <T> T checked(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new BadInput(new Place("scenario", 0), field, String.valueOf(e.getMessage()));
        }
    }

    public VirtualWorld world() {
        return world;
    }

    public Instant now() {
        return world.now();
    }

    public boolean isOver() {
        return world.isOver();
    }

    public void playOneMinute() {
        world.playOneMinute();
    }

    /// Plays what is left, to the scenario's end.
    public Run play() {
        while (!isOver()) {
            playOneMinute();
        }
        return end();
    }

    /// What was seen up to now; a run that is not over is marked as partial. To be called once, last.
    public Run end() {
        return Run.of(scenario, seed, world.recording(), world.journal());
    }
}
