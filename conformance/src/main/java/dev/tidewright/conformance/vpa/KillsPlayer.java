package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.requests.usage.Kill;
import dev.tidewright.core.requests.usage.Kills;
import dev.tidewright.core.units.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plays updates of pods and eviction events, and compares the out-of-memory kills that they show.
public final class KillsPlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("oom-observer");
    }

    @Override
    public Optional<Difference> play(Case one) {
        Fields body = one.body();
        var checks = new Checks();
        List<Kill> expected = body.list("expected", item -> kill(item.fields()));
        List<Kill> actual = body.mapping("event").map(KillsPlayer::ofEvent).orElseGet(() -> ofUpdate(body));
        checks.same("expected", expected, actual);
        return checks.first();
    }

    private static Kill kill(Fields kill) {
        return new Kill(
                kill.requiredText("namespace"),
                kill.requiredText("pod"),
                kill.requiredText("container"),
                seconds(kill, "timestamp"),
                new Bytes(kill.wholeNumber("memoryBytes").orElseThrow()));
    }

    private static Instant seconds(Fields fields, String name) {
        return Instant.ofEpochSecond(fields.wholeNumber(name).orElseThrow());
    }

    private static List<Kill> ofEvent(Fields event) {
        var involved = new ObjectKey(
                event.requiredText("kind"), event.text("namespace").orElse(""), event.requiredText("name"));
        return Kills.of(
                event.requiredText("reason"),
                involved,
                seconds(event, "creationTimestamp"),
                event.texts("annotations"));
    }

    private static List<Kill> ofUpdate(Fields body) {
        return Kills.between(
                WrittenPods.pod(body.document("oldPod").orElseThrow()),
                WrittenPods.pod(body.document("newPod").orElseThrow()),
                body.textList("featureGates").contains("NativeSidecar"));
    }
}
