package dev.tidewright.bench;

import dev.tidewright.cli.LiveControl;
import dev.tidewright.cli.LiveSettings;
import dev.tidewright.control.pods.PodScalingFlags;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.testkit.plane.ControlPlane;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// What `tidewright run --mode own` runs, in this process; it takes over what upstream has just left.
record Tidewright() implements Contender {
    @Override
    public String name() {
        return "tidewright";
    }

    @Override
    public Running start(ControlPlane plane) throws IOException {
        LiveSettings settings = new LiveSettings(
                LiveSettings.Mode.OWN,
                true,
                List.of(),
                PodScalingFlags.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                "bench");
        LiveControl control = new LiveControl(
                Connection.find(Optional.of(plane.kubeconfig("admin")), Optional.empty()),
                settings,
                new SplittableRandom(1));
        control.start();
        return new Running() {
            @Override
            public long requests() {
                return control.requests();
            }

            @Override
            public void close() throws IOException {
                control.close();
            }
        };
    }
}
