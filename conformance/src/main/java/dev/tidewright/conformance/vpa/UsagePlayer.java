package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.usage.UsageCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Plays days of usage through the model and the recommendation, and looks at both at several instants.
public final class UsagePlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("aggregation", "recommendation");
    }

    @Override
    public Optional<Difference> play(Case one) {
        return new Run(one.body()).play();
    }

    /// Samples of one container that come at a steady pace.
    private record Source(
            String pod, String container, boolean cpu, UsageStream stream, long from, long step, long to) {
        static Source of(Fields fields) {
            long from = number(fields, "startSec");
            long step = number(fields, "stepSec");
            return new Source(
                    fields.requiredText("pod"),
                    fields.requiredText("container"),
                    fields.requiredText("resource").equals("cpu"),
                    UsageStream.of(fields.mapping("spec").orElseThrow()),
                    from,
                    step,
                    from + step * (number(fields, "count") - 1));
        }

        boolean isDue(long second) {
            return second >= from && second <= to && (second - from) % step == 0;
        }
    }

    private static long number(Fields fields, String name) {
        return fields.wholeNumber(name).orElseThrow(() -> fields.complaint(name, "missing"));
    }

    /// One case being played.
    private static final class Run {
        private final Fields body;
        private final Instant start;
        private final Checks checks = new Checks();
        private final Timeline timeline;
        private final Observation observation;
        private final List<Source> sources;
        private final List<Fields> events;
        private int nextEvent;
        private long dropped;

        Run(Fields body) {
            this.body = body;
            this.start = Instant.ofEpochSecond(number(body, "t0"));
            var settings = new RecommenderSettings(body);
            this.timeline = new Timeline(settings.aggregation());
            this.observation = new Observation(timeline, settings.recommendation(), checks);
            this.sources = body.list("streams", item -> Source.of(item.fields()));
            this.events = body.list("events", Fields.Item::fields).stream()
                    .sorted(Comparator.comparingLong(event -> number(event, "atSec")))
                    .toList();
        }

        Optional<Difference> play() {
            body.list("vpas", item -> Timeline.Watched.of(item.fields())).forEach(timeline::watch);
            body.list("pods", item -> Timeline.pod(item.fields())).forEach(timeline::add);
            List<Fields> expected = new ArrayList<>(body.list("expected", Fields.Item::fields));
            for (long second : instants(expected)) {
                at(second);
                if (!expected.isEmpty() && number(expected.getFirst(), "atSec") == second && checks.hold()) {
                    observation.look(expected.removeFirst(), start.plusSeconds(second));
                }
                if (!checks.hold()) {
                    return checks.first();
                }
            }
            checks.same("", body, "droppedStreamSamples", dropped);
            return checks.first();
        }

        private Iterable<Long> instants(List<Fields> expected) {
            var instants = new TreeSet<Long>();
            expected.forEach(fields -> instants.add(number(fields, "atSec")));
            events.forEach(fields -> instants.add(number(fields, "atSec")));
            for (Source source : sources) {
                for (long second = source.from(); second <= source.to(); second += source.step()) {
                    instants.add(second);
                }
            }
            return instants;
        }

        private void at(long second) {
            while (nextEvent < events.size() && number(events.get(nextEvent), "atSec") == second) {
                happen(events.get(nextEvent), start.plusSeconds(second), "events[" + nextEvent + "].");
                nextEvent++;
            }
            for (Source source : sources) {
                if (source.isDue(second)) {
                    boolean taken = timeline.sample(
                            source.pod(),
                            source.container(),
                            source.cpu(),
                            source.stream().next(),
                            start.plusSeconds(second));
                    dropped += taken ? 0 : 1;
                }
            }
        }

        private void happen(Fields event, Instant now, String path) {
            switch (event.requiredText("type")) {
                case "sample" -> checks.same(path, event, "accepted", sample(event, now));
                case "oom" -> checks.same(path, event, "accepted", killed(event, now));
                case "addPod" -> timeline.add(Timeline.pod(event.mapping("pod").orElseThrow()));
                case "deletePod" -> timeline.delete(event.requiredText("pod"));
                case "relabelPod" -> timeline.relabel(event.requiredText("pod"), event);
                case "setVpa" ->
                    timeline.watch(Timeline.Watched.of(event.mapping("vpa").orElseThrow()));
                case "deleteVpa" -> timeline.unwatch(event.requiredText("vpa"));
                case "gc" -> {
                    timeline.model().expire(now);
                    checks.same(path, event, "statesLeft", timeline.model().series());
                }
                case "restart" -> restart(event, now, path);
                default -> throw event.complaint("type", "unknown event");
            }
        }

        private Instant measured(Fields event, Instant now) {
            return event.wholeNumber("measuredAtSec").map(start::plusSeconds).orElse(now);
        }

        private boolean sample(Fields event, Instant now) {
            String resource = event.requiredText("resource");
            if (!resource.equals(Resources.CPU) && !resource.equals(Resources.MEMORY)) {
                return false; // nobody measures it
            }
            return timeline.sample(
                    event.requiredText("pod"),
                    event.requiredText("container"),
                    resource.equals(Resources.CPU),
                    number(event, "usage"),
                    measured(event, now));
        }

        private boolean killed(Fields event, Instant now) {
            return timeline.killed(
                    event.requiredText("pod"),
                    event.requiredText("container"),
                    number(event, "memoryBytes"),
                    measured(event, now));
        }

        private void restart(Fields event, Instant now, String path) {
            Fields expected = event.mapping("checkpoints").orElseThrow();
            for (Timeline.Watched watched : timeline.vpas()) {
                Map<String, UsageCheckpoint> ours =
                        timeline.model().checkpoints(watched.namespace(), watched.name(), now);
                observation.checkpoints(expected.mapping(watched.name()).orElse(expected), ours, path + "checkpoints.");
            }
            timeline.restart(now);
        }
    }
}
