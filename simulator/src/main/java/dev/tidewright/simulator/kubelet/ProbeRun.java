package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.Probe;

/// When a probe's verdict changes, worked out from when its answers change: what asking every period would give,
/// without asking.
///
/// The probe asks at a first moment (when its container starts, or is found started), then at each multiple of its
/// period
/// after `anchor`, never before its initial delay has passed. So many equal answers in a row as the threshold says
/// settle the verdict. Source: kubelet's `prober/worker.go`.
final class ProbeRun {
    /// No change to wait for.
    static final long NEVER = Long.MAX_VALUE;

    private final Probe probe;
    private final long periodNanos;
    private final long anchorNanos;
    private final long firstNanos;
    private final long earliestNanos;
    private boolean verdict;
    private boolean settled;
    private boolean answer;
    private long sinceNanos;
    private boolean seenAny;
    private boolean seenAnswer;
    private long seenFromNanos;

    /// @param anchorNanos  when the kubelet took the pod on; the rhythm of the probe
    /// @param startedNanos when the container started
    /// @param firstNanos   when the probe first asks, unless its initial delay is not over
    /// @param initial      what holds until answers settle it
    ProbeRun(Probe probe, long anchorNanos, long startedNanos, long firstNanos, Initial initial) {
        this.probe = probe;
        this.periodNanos = Math.max(1, probe.period().toNanos());
        this.anchorNanos = anchorNanos;
        this.firstNanos = firstNanos;
        this.earliestNanos = startedNanos + probe.initialDelay().toNanos();
        this.verdict = initial == Initial.SUCCESS;
        this.settled = initial != Initial.UNKNOWN;
        this.sinceNanos = firstNanos;
    }

    /// What holds before the probe has asked.
    enum Initial {
        SUCCESS,
        FAILURE,
        UNKNOWN
    }

    boolean verdict() {
        return verdict;
    }

    /// From `nowNanos` on the answer is `now`. Returns when that settles a new verdict, if it lasts; else [#NEVER].
    long answers(boolean now, long nowNanos) {
        if (now != answer) {
            remember(nowNanos);
            answer = now;
            sinceNanos = nowNanos;
        }
        return settled && verdict == answer ? NEVER : Math.max(nowNanos, settlesAt());
    }

    /// Takes the answer that has lasted until its settling time as the verdict.
    void settle() {
        verdict = answer;
        settled = true;
    }

    /// Keeps the answer that ends now as the last one seen, if the probe asked while it held.
    private void remember(long nowNanos) {
        long asked = tickAtOrAfter(sinceNanos);
        if (asked < nowNanos) {
            if (!seenAny || seenAnswer != answer) {
                seenFromNanos = asked;
            }
            seenAny = true;
            seenAnswer = answer;
        }
    }

    private long settlesAt() {
        long first = seenAny && seenAnswer == answer ? seenFromNanos : tickAtOrAfter(sinceNanos);
        int threshold = Math.max(1, answer ? probe.successes() : probe.failures());
        return threshold == 1 ? first : tickAtOrAfter(first + 1) + (threshold - 2) * periodNanos;
    }

    private long tickAtOrAfter(long nanos) {
        if (nanos <= firstNanos && firstNanos >= earliestNanos) {
            return firstNanos;
        }
        long from = Math.max(Math.max(nanos, firstNanos), earliestNanos);
        return anchorNanos + Math.ceilDiv(from - anchorNanos, periodNanos) * periodNanos;
    }
}
