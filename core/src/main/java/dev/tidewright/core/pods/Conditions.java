package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The conditions of an autoscaler during one sync, in the order in which they were first set.
final class Conditions {
    static final String ABLE = "AbleToScale";
    static final String ACTIVE = "ScalingActive";
    static final String LIMITED = "ScalingLimited";

    private final List<Condition> conditions;
    private final Instant now;

    Conditions(List<Condition> before, Instant now) {
        this.conditions = new ArrayList<>(before.size() + 3);
        this.conditions.addAll(before);
        this.now = now.truncatedTo(ChronoUnit.SECONDS); // as stored
    }

    void set(String type, boolean status, Limit words) {
        set(type, status, words.reason(), words.message());
    }

    void set(String type, boolean status, String reason, String message) {
        put(type, status ? "True" : "False", reason, message);
    }

    private void put(String type, String status, String reason, String message) {
        for (int i = 0; i < conditions.size(); i++) {
            Condition old = conditions.get(i);
            if (old.type().equals(type)) {
                Instant since = old.status().equals(status) ? old.transition() : now;
                if (!old.status().equals(status)
                        || !old.reason().equals(reason)
                        || !old.message().equals(message)) {
                    conditions.set(i, new Condition(type, status, reason, message, since));
                }
                return;
            }
        }
        conditions.add(new Condition(type, status, reason, message, now));
    }

    List<Condition> list() {
        return conditions;
    }
}
