package dev.tidewright.apiserver.steering;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.http.Endpoint;
import dev.tidewright.apiserver.http.Exchange;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Json;
import dev.tidewright.cluster.documents.Nearest;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Faults;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.world.Steering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `PUT` and `DELETE /tidewright/traffic`, `POST /tidewright/faults`, `PUT /tidewright/speed`. Each answers with a
/// sentence that says what is done; what cannot be done is a 400 and changes nothing.
public final class SteeringEndpoint implements Endpoint {
    private static final String ROOT = "/tidewright/";
    private static final double FASTEST = 10_000;
    private static final double MOST_REQUESTS = 10_000_000;

    private final WorldThread thread;
    private final Steering steering;
    private final Scenario scenario;
    private final Store store;

    public SteeringEndpoint(WorldThread thread, Steering steering, Scenario scenario, Store store) {
        this.thread = thread;
        this.steering = steering;
        this.scenario = scenario;
        this.store = store;
    }

    @Override
    public boolean serve(Exchange exchange) throws IOException {
        if (!exchange.path().startsWith(ROOT)) {
            return false;
        }
        String asked = exchange.method() + " " + exchange.path().substring(ROOT.length());
        try {
            String done = switch (asked) {
                case "PUT traffic" -> traffic(body(exchange));
                case "DELETE traffic" -> releaseTraffic();
                case "POST faults" -> fault(body(exchange));
                case "PUT speed" -> speed(body(exchange));
                default -> throw new ApiError(404, "NotFound", "nothing is steered by " + asked, List.of());
            };
            exchange.json(200, sentence(done));
        } catch (BadInput e) {
            throw ApiError.badRequest(String.join("; ", e.lines()));
        }
        return true;
    }

    private static ObjectNode sentence(String done) {
        return JsonNodeFactory.instance.objectNode().put("message", done);
    }

    private static Document body(Exchange exchange) throws IOException {
        return Json.parse("request", new String(exchange.body(), StandardCharsets.UTF_8));
    }

    private String traffic(Document body) {
        Fields asked = Fields.of(body, "");
        double perSecond = within(asked, "perSecond", 0, MOST_REQUESTS);
        List<String> services = steering.services();
        String service = asked.text("service")
                .orElseGet(() ->
                        steering.entries().isEmpty() ? "" : steering.entries().getFirst());
        asked.refuseUnknown();
        if (!services.contains(service)) {
            throw asked.complaint("service", "no service '" + service + "'; expected " + Nearest.oneOf(services));
        }
        thread.ask(() -> {
            steering.traffic(service, perSecond);
            return true;
        });
        return "traffic at " + service + " is " + rate(perSecond) + " requests a second, until traffic reset";
    }

    private static String rate(double perSecond) {
        return perSecond == Math.rint(perSecond) ? Long.toString((long) perSecond) : Double.toString(perSecond);
    }

    private static double within(Fields asked, String name, double least, double most) {
        double value = asked.number(name).orElseThrow(() -> asked.complaint(name, "missing; expected a number"));
        if (!(value >= least && value <= most)) {
            throw asked.complaint(name, "expected " + least + " to " + most + ", found " + value);
        }
        return value;
    }

    private String releaseTraffic() {
        List<String> released = thread.ask(steering::releaseTraffic);
        return released.isEmpty()
                ? "traffic follows the scenario, as before"
                : "traffic at " + String.join(", ", released) + " follows the scenario again";
    }

    private String fault(Document body) {
        String words = words(body);
        thread.ask(() -> {
            Fault fault = Faults.now(body, scenario, workloads());
            steering.fault(fault, words);
            return true;
        });
        return "it happens: " + words;
    }

    /// The workloads there are now, whoever installed them.
    private List<KubeObject> workloads() {
        List<KubeObject> workloads = new ArrayList<>(store.list(Workload.class));
        workloads.addAll(store.list(DaemonSet.class));
        return workloads;
    }

    private static String words(Document body) {
        List<String> words = new ArrayList<>();
        Fields fields = Fields.of(body, "");
        fields.names().forEach(name -> words.add(name + " " + fields.text(name).orElse("")));
        return String.join(", ", words);
    }

    private String speed(Document body) {
        Fields asked = Fields.of(body, "");
        double speed = within(asked, "speed", 0, FASTEST);
        asked.refuseUnknown();
        thread.speed(speed);
        return "a second here is " + rate(speed) + " s there";
    }
}
