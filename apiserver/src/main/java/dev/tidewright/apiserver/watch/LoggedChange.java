package dev.tidewright.apiserver.watch;

import dev.tidewright.core.objects.KubeObject;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// One change of one object, with what it was encoded as so far: each representation once, however many watch.
public final class LoggedChange {
    private final long version;
    private final Optional<KubeObject> before;
    private final Optional<KubeObject> after;
    private final ConcurrentHashMap<Object, byte[]> encoded = new ConcurrentHashMap<>(2); // a few representations

    /// @param before empty for a new object; carries the version of its going where it is gone
    LoggedChange(long version, Optional<KubeObject> before, Optional<KubeObject> after) {
        this.version = version;
        this.before = before;
        this.after = after;
    }

    public long version() {
        return version;
    }

    public Optional<KubeObject> before() {
        return before;
    }

    public Optional<KubeObject> after() {
        return after;
    }

    /// The object as it is shown: as it became, or as it was when it went.
    public KubeObject object() {
        return after.or(() -> before).orElseThrow();
    }

    /// The object in one representation; whoever asks first encodes it.
    ///
    /// @param representation compares by content
    public byte[] encoded(Object representation, Function<KubeObject, byte[]> encoder) {
        return encoded.computeIfAbsent(representation, any -> encoder.apply(object()));
    }

    /// Lets the encoded forms go; who still needs one encodes it again.
    void forgetEncoded() {
        encoded.clear();
    }
}
