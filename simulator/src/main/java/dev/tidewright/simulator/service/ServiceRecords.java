package dev.tidewright.simulator.service;

import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recorder;

/// Tells the recorder what to sample of a service.
final class ServiceRecords {
    private ServiceRecords() {}

    static void register(ServiceModel service, Recorder recorder) {
        String subject = "service/" + service.spec().name();
        Books books = service.books();
        recorder.counter(subject, Measures.ARRIVED, books::arrived);
        recorder.counter(subject, Measures.SERVED, books::served);
        recorder.counter(subject, Measures.FAILED, books::failed);
        recorder.counter(subject, Measures.RETRIED, books::retried);
        recorder.gauge(subject, Measures.IN_FLIGHT, service::inFlight);
        var workload = service.spec().workload();
        recorder.counter("workload/" + workload.namespace() + "/" + workload.name(), Measures.THROTTLED_SECONDS, () ->
                (long) service.throttledSeconds());
    }
}
