package dev.tidewright.testkit.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// etcd and kube-apiserver, and beside them what is asked for, on free ports of the loopback address. Who speaks to it
/// is told
/// apart by tokens. Not thread-safe.
public final class ControlPlane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// What may run beside the API server.
    public enum Part {
        /// kube-controller-manager, without its autoscaling controller.
        CONTROLLERS,
        SCHEDULER,
        /// Nodes that only pretend.
        KWOK,
        /// The metrics APIs, with loads that [FakeMetrics] sets.
        METRICS
    }

    /// The flags of Kubernetes' own autoscaling controller, which runs as a process of its own.
    ///
    /// @param qps requests a second that its client allows itself; upstream's default is 20
    public record Autoscaling(Duration syncPeriod, int workers, int qps) {
        public static final Autoscaling DEFAULT = new Autoscaling(Duration.ofSeconds(15), 5, 20);
    }

    private final Path folder;
    private final int apiPort = freePort();
    private final int controlPort = freePort();
    private final Map<String, Daemon> daemons = new LinkedHashMap<>();
    private final Probes probes = new Probes();
    private int autoscalingPort;

    private ControlPlane(Path folder) {
        this.folder = folder;
    }

    /// Starts a control plane and waits until all of it serves.
    ///
    /// @param folder for certificates, data and logs
    public static ControlPlane start(Path folder, Set<Part> parts) {
        ControlPlane plane = new ControlPlane(folder.toAbsolutePath());
        try {
            plane.start(parts.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(parts));
        } catch (RuntimeException e) {
            plane.close();
            throw e;
        }
        return plane;
    }

    private void start(Set<Part> parts) {
        Credentials.write(folder);
        int etcd = freePort();
        daemon("etcd", () -> probes.answers("http://127.0.0.1:" + etcd + "/health"), etcd(etcd, freePort()));
        daemon("kube-apiserver", () -> probes.answers(server() + "/readyz"), apiServer(etcd, parts));
        for (String user : Credentials.USERS) {
            kubeconfig(user);
        }
        if (parts.contains(Part.CONTROLLERS)) {
            int port = freePort();
            daemon("controllers", () -> probes.answers("https://127.0.0.1:" + port + "/healthz"), controllers(port));
        }
        if (parts.contains(Part.SCHEDULER)) {
            int port = freePort();
            daemon("scheduler", () -> probes.answers("https://127.0.0.1:" + port + "/healthz"), scheduler(port));
        }
        if (parts.contains(Part.KWOK)) {
            int port = freePort();
            daemon("kwok", () -> probes.answers("http://127.0.0.1:" + port + "/healthz"), kwok(port));
        }
        if (parts.contains(Part.METRICS)) {
            int port = freePort();
            daemon("metrics", () -> probes.answers(metrics().stats()), metrics(port));
            apply(MetricsServices.manifest(port));
            kubectl("wait", "--for=condition=Available", "--timeout=60s", "apiservice/v1beta1.metrics.k8s.io");
        }
    }

    private void daemon(String name, Daemon.Ready ready, List<String> command) {
        Daemon daemon = new Daemon(name, folder, ready, command);
        daemons.put(name, daemon);
        daemon.start(PATIENCE);
    }

    private List<String> etcd(int port, int peer) {
        String peers = "http://127.0.0.1:" + peer;
        return List.of(
                "etcd",
                "--name=t",
                "--data-dir=" + folder.resolve("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=http://127.0.0.1:" + port,
                "--advertise-client-urls=http://127.0.0.1:" + port,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=t=" + peers,
                "--log-level=warn");
    }

    private List<String> apiServer(int etcd, Set<Part> parts) {
        List<String> command = new ArrayList<>(List.of(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + apiPort,
                "--cert-dir=" + folder.resolve("certificates"),
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=10.0.0.0/16",
                "--authorization-mode=Node,RBAC",
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.resolve("accounts.pub"),
                "--service-account-signing-key-file=" + folder.resolve("accounts.key"),
                "--max-requests-inflight=2000",
                "--max-mutating-requests-inflight=1000",
                "--profiling=false"));
        if (!parts.contains(Part.CONTROLLERS)) {
            command.add("--disable-admission-plugins=ServiceAccount"); // nobody makes the accounts
        }
        return command;
    }

    private List<String> common(String user, int port) {
        String config = kubeconfig(user).toString();
        return List.of(
                "--kubeconfig=" + config,
                "--authentication-kubeconfig=" + config,
                "--authorization-kubeconfig=" + config,
                "--authorization-always-allow-paths=/healthz,/readyz,/livez,/metrics",
                "--bind-address=127.0.0.1",
                "--leader-elect=false",
                "--profiling=false",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certificates-" + port));
    }

    private List<String> controllers(int port) {
        List<String> command = new ArrayList<>(List.of("kube-controller-manager"));
        command.addAll(common("controllers", port));
        command.addAll(List.of(
                "--use-service-account-credentials=true",
                "--controllers=*,-horizontal-pod-autoscaler-controller",
                "--service-account-private-key-file=" + folder.resolve("accounts.key"),
                "--root-ca-file=" + certificate(),
                "--kube-api-qps=1000",
                "--kube-api-burst=2000",
                "--concurrent-deployment-syncs=20",
                "--concurrent-replicaset-syncs=20",
                "--node-monitor-grace-period=120s"));
        return command;
    }

    private List<String> scheduler(int port) {
        List<String> command = new ArrayList<>(List.of("kube-scheduler"));
        command.addAll(common("scheduler", port));
        command.addAll(List.of("--kube-api-qps=1000", "--kube-api-burst=2000"));
        return command;
    }

    private List<String> kwok(int port) {
        return List.of(
                "kwok",
                "--kubeconfig=" + kubeconfig("kwok"),
                "--config=" + Programs.data("kwok/stages.yaml"),
                "--manage-all-nodes=true",
                "--node-ip=127.0.0.1",
                "--cidr=10.64.0.0/10",
                "--server-address=127.0.0.1:" + port,
                "--node-lease-duration-seconds=200");
    }

    private List<String> metrics(int port) {
        return List.of(
                "fake-metrics",
                "-kubeconfig=" + kubeconfig("metrics"),
                "-listen=127.0.0.1:" + port,
                "-control=127.0.0.1:" + controlPort);
    }

    /// Starts Kubernetes' own autoscaling controller.
    public void startAutoscaling(Autoscaling flags) {
        int port = freePort();
        autoscalingPort = port;
        List<String> command = new ArrayList<>(List.of("kube-controller-manager"));
        command.addAll(common("controllers", port));
        command.addAll(List.of(
                "--use-service-account-credentials=true",
                "--controllers=horizontal-pod-autoscaler-controller",
                "--horizontal-pod-autoscaler-sync-period=" + flags.syncPeriod().toMillis() + "ms",
                "--concurrent-horizontal-pod-autoscaler-syncs=" + flags.workers(),
                "--kube-api-qps=" + flags.qps(),
                "--kube-api-burst=" + Math.max(flags.qps(), flags.qps() * 3 / 2)));
        daemon("autoscaling", () -> probes.answers("https://127.0.0.1:" + port + "/healthz"), command);
    }

    /// What that controller tells about itself, in Prometheus' text format.
    public String autoscalingFigures() {
        return probes.get("https://127.0.0.1:" + autoscalingPort + "/metrics");
    }

    public void stop(String daemon) {
        find(daemon).stop();
    }

    /// Starts a stopped one again, on its old port and data.
    public void restart(String daemon) {
        find(daemon).start(PATIENCE);
    }

    private Daemon find(String name) {
        Daemon daemon = daemons.get(name);
        if (daemon == null) {
            throw new IllegalArgumentException("not running: " + name + "; of " + daemons.keySet());
        }
        return daemon;
    }

    /// Where the API server is.
    public String server() {
        return "https://127.0.0.1:" + apiPort;
    }

    /// How it proves who it is.
    public Path certificate() {
        return folder.resolve("certificates").resolve("apiserver.crt");
    }

    public FakeMetrics metrics() {
        return new FakeMetrics("http://127.0.0.1:" + controlPort, probes);
    }

    /// The configuration of one of [Credentials#USERS]: `admin` may all, `nobody` may nothing.
    public Path kubeconfig(String user) {
        return kubeconfig(user, server());
    }

    /// The same, by way of a proxy.
    public Path kubeconfig(String user, String server) {
        try {
            byte[] ca = Files.readAllBytes(certificate());
            Path file = folder.resolve(user + "-" + server.replaceAll("\\D+", "") + ".kubeconfig");
            Files.writeString(
                    file, """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
                    users: [{name: u, user: {token: %s}}]
                    contexts: [{name: x, context: {cluster: c, user: u}}]
                    current-context: x
                    """.formatted(server, Base64.getEncoder().encodeToString(ca), Credentials.token(user)));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Creates what a manifest says, as admin.
    public void create(String manifest) {
        var _ = Commands.run(kubectl(List.of("create", "-f", "-")), manifest);
    }

    /// Applies a manifest, as admin.
    public void apply(String manifest) {
        var _ = Commands.run(kubectl(List.of("apply", "-f", "-")), manifest);
    }

    /// Runs kubectl as admin.
    ///
    /// @return what it printed
    /// @throws IllegalStateException with that, where it does not succeed
    public String kubectl(String... arguments) {
        return Commands.run(kubectl(List.of(arguments)), "");
    }

    private List<String> kubectl(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Programs.folder().resolve("kubectl").toString(), "--kubeconfig=" + kubeconfig("admin")));
        command.addAll(arguments);
        return command;
    }

    /// Makes nodes that only pretend: 32 processors, 128 GiB, 110 pods each.
    public void nodes(int count) {
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < count; i++) {
            manifest.append("""
                    ---
                    apiVersion: v1
                    kind: Node
                    metadata:
                      name: node-%1$d
                      labels: {type: kwok, kubernetes.io/hostname: node-%1$d, kubernetes.io/os: linux}
                      annotations: {kwok.x-k8s.io/node: fake}
                    spec: {}
                    status:
                      allocatable: {cpu: "32", memory: 128Gi, pods: "110"}
                      capacity: {cpu: "32", memory: 128Gi, pods: "110"}
                    """.formatted(i));
        }
        create(manifest.toString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The log of one of its programs.
    public String log(String daemon) {
        try {
            return Files.readString(find(daemon).log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<Daemon> all = new ArrayList<>(daemons.values());
        for (Daemon daemon : all.reversed()) {
            daemon.stop();
        }
    }
}
