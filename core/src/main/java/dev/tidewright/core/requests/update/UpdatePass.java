package dev.tidewright.core.requests.update;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.UpdatePolicy.Mode;
import dev.tidewright.core.requests.capping.CappedRecommendation;
import dev.tidewright.core.requests.capping.Capping;
import dev.tidewright.core.requests.update.UpdateAction.Answer;
import dev.tidewright.core.requests.update.UpdateAction.Evict;
import dev.tidewright.core.requests.update.UpdateAction.Resize;
import dev.tidewright.core.requests.update.UpdateOrder.Chosen;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// One pass over one autoscaler's pods. Hands out one action after the other, because how many pods may still be
/// disturbed depends on what became of those before: ask for [#next], carry it out, [#tell], and so on. Pure but for
/// its
/// own count; not thread-safe.
///
/// Source: `RunOnce` in VPA's `updater/logic/updater.go`.
public final class UpdatePass {
    private final UpdateView view;
    private final boolean neverEvicts;
    private final InfeasibleAttempts infeasible;
    private final Restrictions restrictions;
    private final Deque<Pod> toUnboost;
    private final Deque<Chosen> toResize;
    private final Deque<Chosen> toEvict;
    private final List<Held> held = new ArrayList<>();
    private Optional<UpdateAction> asked = Optional.empty();
    private Optional<Chosen> current = Optional.empty();

    public UpdatePass(UpdateView view) {
        this.view = view;
        this.neverEvicts = view.vpa().spec().updates().mode() == Mode.IN_PLACE;
        this.infeasible = new InfeasibleAttempts(view.memory().infeasible(), view.pods());
        this.restrictions = new Restrictions(view, infeasible);
        var order = new UpdateOrder(view, restrictions, infeasible, held);
        this.toUnboost = new ArrayDeque<>(order.boosted());
        this.toResize = new ArrayDeque<>(order.toResize());
        this.toEvict = new ArrayDeque<>(order.toEvict());
    }

    /// The next thing to do; empty when the pass is over.
    ///
    /// @throws IllegalStateException where the last one was not told of
    public Optional<UpdateAction> next() {
        if (asked.isPresent()) {
            throw new IllegalStateException("what became of " + asked.get() + "?");
        }
        current = Optional.empty();
        while (asked.isEmpty() && !toUnboost.isEmpty()) {
            asked = unboost(toUnboost.removeFirst());
        }
        while (asked.isEmpty() && !toResize.isEmpty()) {
            asked = resize(toResize.removeFirst());
        }
        while (asked.isEmpty() && !toEvict.isEmpty()) {
            asked = evict(toEvict.removeFirst());
        }
        return asked;
    }

    private Optional<UpdateAction> unboost(Pod pod) {
        var contents = new ResizeContents(view, pod);
        if (!contents.endsBoost()) {
            return hold(pod, Explanation.because("its boost is not over"));
        }
        Explanation why = Explanation.because("its boost is over");
        if (!restrictions.mayBeUnboosted(pod)) {
            return hold(pod, restrictions.whyNot(pod).step(why));
        }
        CappedRecommendation capped = Capping.of(view.vpa(), pod, view.ranges());
        return contents.of(capped, why).map(resize -> resize);
    }

    private Optional<UpdateAction> resize(Chosen one) {
        current = Optional.of(one);
        return switch (restrictions.inPlace(one.pod())) {
            case DEFERRED -> neverEvicts ? attempt(one) : postpone(one);
            case INFEASIBLE_BEFORE -> postpone(one);
            case EVICT -> {
                toEvict.addLast(one);
                yield Optional.empty();
            }
            case INFEASIBLE -> {
                remember(one.pod());
                yield attempt(one);
            }
            case APPROVED -> attempt(one);
        };
    }

    private Optional<UpdateAction> attempt(Chosen one) {
        Optional<Resize> resize = restrictions.isGrouped(one.pod())
                ? new ResizeContents(view, one.pod()).of(one.recommendation(), one.why())
                : Optional.empty();
        if (resize.isEmpty()) {
            failed(
                    one,
                    restrictions.isGrouped(one.pod()) ? "there is nothing to resize it by" : "its group is unknown");
        }
        return resize.map(action -> action);
    }

    private Optional<UpdateAction> evict(Chosen one) {
        return restrictions.mayBeEvicted(one.pod()) ? Optional.of(new Evict(one.pod(), one.why())) : postpone(one);
    }

    private Optional<UpdateAction> postpone(Chosen one) {
        return hold(one.pod(), restrictions.whyNot(one.pod()).step(one.why()));
    }

    private Optional<UpdateAction> hold(Pod pod, Explanation why) {
        held.add(new Held(pod, why));
        return Optional.empty();
    }

    private void remember(Pod pod) {
        infeasible.remember(pod, view.vpa().status().recommendation().orElse(List.of()));
    }

    private void failed(Chosen one, String rule) {
        if (neverEvicts) {
            hold(one.pod(), Explanation.because(rule).step(one.why()));
        } else {
            toEvict.addLast(one);
        }
    }

    /// What became of the last action.
    public void tell(Answer answer) {
        UpdateAction action = asked.orElseThrow(() -> new IllegalStateException("nothing was asked for"));
        asked = Optional.empty();
        switch (action) {
            case Resize resize when answer == Answer.DONE -> restrictions.resized(resize.pod());
            case Resize resize -> refused(resize, answer == Answer.INFEASIBLE);
            case Evict evict when answer == Answer.DONE -> restrictions.evicted(evict.pod());
            case Evict evict ->
                hold(
                        evict.pod(),
                        Explanation.because("its eviction was refused").step(evict.why()));
        }
    }

    private void refused(Resize resize, boolean tooMuch) {
        String rule = tooMuch ? "its node is too small" : "its resize was refused";
        if (current.isEmpty()) {
            hold(resize.pod(), Explanation.because(rule).step(resize.why()));
            return;
        }
        if (tooMuch && neverEvicts) {
            remember(resize.pod());
        }
        failed(current.get(), rule);
    }

    /// The pods that stay as they are, and why; complete once the pass is over.
    public List<Held> held() {
        return List.copyOf(held);
    }

    /// What to remember until the next pass.
    public UpdateMemory memory() {
        return new UpdateMemory(infeasible.byUid(), restrictions.resizing());
    }
}
