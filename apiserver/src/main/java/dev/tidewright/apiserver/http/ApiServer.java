package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.admission.Admission;
import dev.tidewright.apiserver.apply.FieldManagers;
import dev.tidewright.apiserver.discovery.Discovery;
import dev.tidewright.apiserver.events.EventObjects;
import dev.tidewright.apiserver.metrics.ResourceMetricsApi;
import dev.tidewright.apiserver.metrics.SampleMetricsApi;
import dev.tidewright.apiserver.openapi.OpenApi;
import dev.tidewright.apiserver.patch.Patches;
import dev.tidewright.apiserver.rendering.Addresses;
import dev.tidewright.apiserver.rendering.Renderer;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceTypes;
import dev.tidewright.apiserver.schemas.ServedSchemas;
import dev.tidewright.apiserver.start.ClusterStart;
import dev.tidewright.apiserver.storage.Deleting;
import dev.tidewright.apiserver.storage.Departures;
import dev.tidewright.apiserver.storage.Reading;
import dev.tidewright.apiserver.storage.StoredNeighbours;
import dev.tidewright.apiserver.storage.StoredVersions;
import dev.tidewright.apiserver.storage.Writing;
import dev.tidewright.apiserver.subresources.Commands;
import dev.tidewright.apiserver.subresources.ContainerLogs;
import dev.tidewright.apiserver.subresources.DecisionLog;
import dev.tidewright.apiserver.subresources.PodActions;
import dev.tidewright.apiserver.subresources.PodResizes;
import dev.tidewright.apiserver.subresources.Reviews;
import dev.tidewright.apiserver.subresources.ScalePaths;
import dev.tidewright.apiserver.subresources.Scales;
import dev.tidewright.apiserver.tables.Tables;
import dev.tidewright.apiserver.upkeep.ApiServiceKeeper;
import dev.tidewright.apiserver.upkeep.DefinitionKeeper;
import dev.tidewright.apiserver.upkeep.NamespaceKeeper;
import dev.tidewright.apiserver.watch.ChangeLogs;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import dev.tidewright.simulator.world.VirtualWorld;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// The Kubernetes API of one virtual world: put together, started, stopped.
public final class ApiServer implements AutoCloseable {
    private final HttpServer http;
    private final ChangeLogs changes;
    private final int port;
    private final ClusterStart clusterStart;

    /// What the server is started with.
    ///
    /// @param host      to listen on: a loopback address unless the user asked for another
    /// @param port      0 for any that is free
    /// @param token     what clients show to be let in
    /// @param wallNanos the wall's clock, as `System.nanoTime`
    /// @param random    for generated names
    /// @param endpoints served beside the API, to who shows the token
    /// @param pages     served to who they themselves let in
    /// @param commands  what is run in containers
    public record Settings(
            String host,
            int port,
            String token,
            Certificates certificates,
            LongSupplier wallNanos,
            RandomGenerator random,
            List<Endpoint> endpoints,
            List<Endpoint> pages,
            Commands commands) {}

    /// Starts serving. To be called before the world's thread starts.
    ///
    /// @throws IOException where the port is taken
    public ApiServer(WorldThread world, VirtualWorld virtual, Settings settings) throws IOException {
        Store store = virtual.store();
        Timeline timeline = virtual.timeline();
        changes = new ChangeLogs(store);
        http = new HttpServer(settings.host(), settings.port(), settings.certificates());
        port = http.open();
        var renderer = new Renderer(new Addresses(store), world.clock());
        var types = ResourceTypes.builtIn();
        var kinds = new CustomKinds(types);
        var reading = new Reading(world, store, changes);
        var neighbours = new StoredNeighbours(reading, renderer);
        var admission = new Admission(kinds, neighbours, world);
        var schemas = new ServedSchemas(kinds);
        var managers = new FieldManagers(schemas, new StoredVersions(types));
        var writing = new Writing(world, store, renderer, neighbours, admission, managers, settings.random());
        clusterStart = new ClusterStart(types, writing);
        var deleting = new Deleting(world, store, new Departures(store, timeline));
        var encoder = new Encoder(renderer, new Tables(kinds, world));
        var watches = new Watches(reading, encoder, settings.wallNanos());
        var patches = new Patches(schemas);
        var resources = new Resources(reading, writing, deleting, patches, encoder, watches);
        EventObjects.follow(store, timeline, world.clock());
        DefinitionKeeper.follow(store, timeline, types, kinds);
        NamespaceKeeper.follow(store, timeline, settings.certificates().authorityPem());
        ApiServiceKeeper.follow(store, timeline, world, types);
        var logs = new ContainerLogs(
                world, store, virtual.metrics(), DecisionLog.of(virtual.journal(), store, virtual::now));
        var subresources = new Subresources(
                new Scales(reading, writing, renderer, new ScalePaths(kinds), managers, world),
                new PodActions(world, store),
                new PodResizes(world, store, renderer),
                new PodLogs(logs, world),
                new Reviews(settings.token()),
                patches,
                encoder,
                world);
        var metrics = new MetricsApis(
                types,
                new ResourceMetricsApi(world, store, virtual.metrics()),
                new SampleMetricsApi(world, virtual.metrics()));
        var figures = new Figures(world, changes);
        start(new ApiHandler(
                settings.token(),
                new Discovery(types, settings.host() + ":" + port),
                new OpenApi(types, kinds),
                types,
                resources,
                subresources,
                new Sockets(http.sockets(), logs, settings.commands()),
                figures,
                endpoints(settings, metrics, figures),
                settings.pages()));
    }

    private static List<Endpoint> endpoints(Settings settings, Endpoint... own) {
        List<Endpoint> all = new ArrayList<>(settings.endpoints());
        all.addAll(List.of(own));
        return all;
    }

    private void start(ApiHandler handler) throws IOException {
        http.start(handler);
    }

    /// Stores what every cluster has, and what of the scenario nobody acts on. To be called once the world's thread
    /// plays.
    ///
    /// @param more what is to be stored besides
    /// @return what could not be stored, one sentence each
    public List<String> begin(Scenario scenario, List<ObjectNode> more) {
        return clusterStart.begin(scenario, more);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        changes.close();
        http.close();
    }
}
