package dev.tidewright.testkit.plane;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Sets what the metrics APIs of a [ControlPlane] tell. Pods are known by their label `app`; a workload's load is
/// shared
/// evenly by its ready pods.
public final class FakeMetrics {
    private final String address;
    private final Probes probes;

    FakeMetrics(String address, Probes probes) {
        this.address = address;
        this.probes = probes;
    }

    String stats() {
        return address + "/stats";
    }

    /// @param milli thousandths of a core, of all pods together
    public void load(String namespace, String app, long milli) {
        probes.post(address + "/load?ns=" + namespace + "&app=" + app + "&cpu=" + milli);
    }

    /// All loads, in thousandths of what was set.
    public void scale(int permille) {
        probes.post(address + "/scale?permille=" + permille);
    }

    /// @param total of all pods together
    public void custom(String namespace, String app, String metric, long total) {
        probes.post(
                address + "/custom?ns=" + namespace + "&app=" + app + "&metric=" + encoded(metric) + "&total=" + total);
    }

    public void external(String metric, long value) {
        probes.post(address + "/ext?metric=" + encoded(metric) + "&value=" + value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
