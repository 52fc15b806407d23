package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Container.HostPort;
import dev.tidewright.core.objects.Volume;
import java.util.List;

/// What only one pod of a node can have: a port of the host, and a disk that is mounted for writing.
final class PortsAndDisks {
    private static final String ANY_ADDRESS = "0.0.0.0";

    private PortsAndDisks() {}

    static boolean portsClash(List<HostPort> wanted, List<HostPort> taken) {
        for (HostPort port : wanted) {
            for (HostPort other : taken) {
                if (clash(port, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean clash(HostPort a, HostPort b) {
        return a.port() == b.port()
                && a.protocol().equals(b.protocol())
                && (a.ip().equals(b.ip()) || a.ip().equals(ANY_ADDRESS) || b.ip().equals(ANY_ADDRESS));
    }

    static boolean disksClash(List<Volume> wanted, List<Volume> taken) {
        for (Volume disk : wanted) {
            for (Volume other : taken) {
                if (clash(disk, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The same disk, unless both only read. An EBS volume clashes even then.
    private static boolean clash(Volume a, Volume b) {
        boolean same = a.source().equals(b.source()) && a.disk().equals(b.disk());
        boolean bothRead = a.readOnly() && b.readOnly() && !a.source().equals("awsElasticBlockStore");
        return same && !bothRead;
    }
}
