package dev.tidewright.kubernetes.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One API server, spoken to over HTTP. Thread-safe.
///
/// What the server could not do now (429, 5xx, no answer) is asked again, a bounded number of times and ever later.
/// Each
/// write, and each new attempt at it, asks the [Fence] first.
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final KubernetesClient client;
    private final HttpClient http;
    private final String base;
    private final Retries retries;
    private final Fence fence;
    private final RandomGenerator random;
    private final RequestCounts counts = new RequestCounts();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param random spreads the attempts of many processes
    public ApiServer(Config config, Retries retries, Fence fence, RandomGenerator random) {
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        this.http = client.getHttpClient();
        String url = client.getMasterUrl().toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.retries = retries;
        this.fence = fence;
        this.random = random;
    }

    /// Where it is.
    public String address() {
        return base;
    }

    public RequestCounts counts() {
        return counts;
    }

    /// Sends a request, and again where the server could not serve it now. Never throws for what the server says.
    public Reply send(Call call) {
        Reply reply = once(call);
        for (int failures = 1; failures < retries.most() && isPassing(reply); failures++) {
            LOG.debug("again={} {} {}: {}", failures, call.method(), call.path(), reply.text());
            if (isClosedAfter(pause(failures, reply))) {
                return reply;
            }
            reply = once(call);
        }
        return reply;
    }

    private Duration pause(int failures, Reply reply) {
        long seconds = reply.body().path("details").path("retryAfterSeconds").asLong(0);
        synchronized (random) {
            return retries.pause(failures, Duration.ofSeconds(seconds), random);
        }
    }

    private static boolean isPassing(Reply reply) {
        return switch (reply.status()) {
            case NO_ANSWER, 500, 502, 503, 504 -> true;
            case 429 -> !reply.isBudget();
            default -> false;
        };
    }

    private static final int NO_ANSWER = 0;
    private static final int FENCED = -1;

    private Reply once(Call call) {
        Duration patience = retries.patience();
        if (call.isWrite()) {
            Duration left = fence.left();
            if (!left.isPositive()) {
                return new Reply(FENCED, "this process does not lead: another one may write now");
            }
            patience = left.compareTo(patience) < 0 ? left : patience;
        }
        Reply reply = exchange(call, patience);
        counts.count(call.method(), reply.status());
        return reply;
    }

    private Reply exchange(Call call, Duration patience) {
        HttpRequest.Builder request = http.newHttpRequestBuilder()
                .uri(base + call.path())
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .header("Accept", "application/json");
        if (call.isWrite()) {
            request.method(call.method(), call.mediaType(), call.body());
        }
        try {
            HttpResponse<String> response =
                    http.sendAsync(request.build(), String.class).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            String body = response.body();
            return new Reply(response.code(), body == null ? "" : body);
        } catch (ExecutionException e) {
            return new Reply(NO_ANSWER, "no answer from " + base + ": " + cause(e));
        } catch (TimeoutException e) {
            return new Reply(NO_ANSWER, "no answer from " + base + " within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(FENCED, "interrupted");
        }
    }

    /// Opens a long answer, to be read as it comes and closed by the caller. Tried once.
    ///
    /// @throws ApiFailure where the server does not answer, or with anything but success
    public InputStream open(String path) {
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(base + path)
                .header("Accept", "application/json")
                .forStreaming()
                .build();
        try {
            HttpResponse<InputStream> response = http.sendAsync(request, InputStream.class)
                    .get(retries.patience().toMillis(), TimeUnit.MILLISECONDS);
            counts.count("GET", response.code());
            if (response.isSuccessful()) {
                return response.body();
            }
            throw ApiFailure.of(base, new Reply(response.code(), text(response.body())));
        } catch (ExecutionException e) {
            counts.count("GET", NO_ANSWER);
            throw new ApiFailure("no answer from " + base + ": " + cause(e), e);
        } catch (TimeoutException e) {
            counts.count("GET", NO_ANSWER);
            throw new ApiFailure(
                    "no answer from " + base + " within " + retries.patience().toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiFailure("interrupted", e);
        }
    }

    private static String text(@Nullable InputStream body) {
        if (body == null) {
            return "";
        }
        try (body) {
            return new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String cause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
    }

    /// Waits for `pause`, or less if the connection is closed meanwhile.
    ///
    /// @return whether it is closed
    public boolean isClosedAfter(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        client.close();
    }
}
