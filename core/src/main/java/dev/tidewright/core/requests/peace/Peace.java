package dev.tidewright.core.requests.peace;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.requests.peace.PeaceVerdict.Move;
import dev.tidewright.core.requests.peace.PeaceVerdict.Restatement;
import dev.tidewright.core.requests.peace.PeaceVerdict.Stay;
import dev.tidewright.core.units.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides how a request may move where horizontal autoscalers count pods by it. Pure.
///
/// Left alone, the two spiral: a smaller request makes the same usage a higher utilisation, which asks for more pods,
/// each of which then uses less. So the size of a pod follows memory and start-up, and load is met by their number:
/// where a request moves, the target that is a share of it is restated as the usage it stood for. A request never falls
/// below this usage, moves three times a day at most, and falls only a day after it last rose.
public final class Peace {
    private final SizingWish wish;
    private final List<HorizontalClaim> claims;
    private final PeaceSettings settings;
    private final Instant now;

    private Peace(SizingWish wish, List<HorizontalClaim> claims, PeaceSettings settings, Instant now) {
        this.wish = wish;
        this.claims = claims.stream()
                .filter(claim -> claim.concerns(wish.container(), wish.resource()))
                .toList();
        this.settings = settings;
        this.now = now;
    }

    /// @param claims of all horizontal autoscalers of the workload
    public static PeaceVerdict decide(
            SizingWish wish, List<HorizontalClaim> claims, PeaceSettings settings, Instant now) {
        return new Peace(wish, claims, settings, now).decide();
    }

    private PeaceVerdict decide() {
        Quantity wanted = wanted();
        if (!settings.restates() && claims.stream().anyMatch(HorizontalClaim::moves)) {
            return new Stay(because("horizontal autoscaler " + claims.getFirst().autoscaler() + " counts pods by "
                    + wish.resource() + " utilisation, and its target is not ours to restate"));
        }
        if (isSmall(wanted)) {
            return new Stay(because("within " + Math.round(settings.tolerance() * 100) + "% of what is requested")
                    .given("wanted", wanted));
        }
        Optional<String> restless = restless(wanted);
        if (restless.isPresent()) {
            return new Stay(because(restless.get()).given("wanted", wanted));
        }
        return new Move(wanted, restatements(), moving(wanted));
    }

    /// What usage recommends, and no less than it takes to start, or than the horizontal target lets a pod use.
    private Quantity wanted() {
        Quantity wanted = greater(wish.recommended(), wish.startUp());
        for (HorizontalClaim claim : claims) {
            if (claim.isOf(wish)) {
                wanted = greater(wanted, claim.usage());
            }
        }
        return wanted;
    }

    private static Quantity greater(Quantity one, Quantity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private boolean isSmall(Quantity wanted) {
        BigDecimal change = wanted.amount().subtract(wish.now().amount()).abs();
        return change.compareTo(wish.now().amount().multiply(BigDecimal.valueOf(settings.tolerance()))) < 0
                || change.signum() == 0;
    }

    private Optional<String> restless(Quantity wanted) {
        Instant from = now.minus(settings.window());
        int recent = 0;
        boolean raisedLately = false;
        for (RequestChange change : wish.changes()) {
            if (change.at().isAfter(from)) {
                recent++;
                raisedLately |= change.raised();
            }
        }
        if (recent >= settings.changes()) {
            return Optional.of("changed " + recent + " times in " + settings.window());
        }
        return raisedLately && wanted.compareTo(wish.now()) < 0
                ? Optional.of("raised within " + settings.window() + ", so it does not fall yet")
                : Optional.empty();
    }

    private List<Restatement> restatements() {
        List<Restatement> restated = new ArrayList<>();
        for (HorizontalClaim claim : claims) {
            if (claim.moves()) {
                restated.add(new Restatement(claim, claim.usage()));
            }
        }
        return restated;
    }

    private Explanation moving(Quantity wanted) {
        Explanation why = because(
                        claims.isEmpty() ? "no horizontal autoscaler counts by it" : "the horizontal target stays")
                .given("wanted", wanted);
        for (HorizontalClaim claim : claims) {
            String words = claim.percent()
                    .map(percent -> percent + "% of " + claim.requested() + ", restated as ")
                    .orElse("");
            why = why.given(claim.autoscaler() + " target", words + claim.usage() + " a pod");
        }
        return why;
    }

    private Explanation because(String rule) {
        return Explanation.because(rule)
                .given("container", wish.container())
                .given(wish.resource() + " request", wish.now())
                .given("recommended", wish.recommended());
    }
}
