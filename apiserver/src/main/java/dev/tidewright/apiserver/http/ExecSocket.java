package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.Status;
import dev.tidewright.apiserver.subresources.Commands.Result;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One `exec` over WebSocket, protocols `v4.channel.k8s.io` and `v5.channel.k8s.io`: each message begins with its
/// channel.
///
/// Source: `k8s.io/apimachinery/pkg/util/remotecommand`, KEP-4006.
public final class ExecSocket implements Session.Listener.AutoDemanding {
    static final String V5 = "v5.channel.k8s.io";
    static final String V4 = "v4.channel.k8s.io";
    private static final byte OUT = 1;
    private static final byte ERR = 2;
    private static final byte END = 3;

    private final Supplier<Result> command;

    ExecSocket(Supplier<Result> command) {
        this.command = command;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        Result result = command.get();
        send(
                session,
                OUT,
                result.out(),
                () -> send(
                        session,
                        ERR,
                        result.err(),
                        () -> send(session, END, status(result.code()), () -> session.close(1000, "", Callback.NOOP))));
    }

    private static void send(Session session, byte channel, String text, Runnable next) {
        if (text.isEmpty()) {
            next.run();
            return;
        }
        var message = new ByteArrayOutputStream();
        message.write(channel);
        message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        session.sendBinary(
                ByteBuffer.wrap(message.toByteArray()), Callback.from(next, failure -> session.disconnect()));
    }

    private static String status(int code) {
        if (code == 0) {
            ObjectNode done = Status.success(0);
            done.remove("code");
            return done.toString();
        }
        ObjectNode tree = Status.success(0);
        tree.remove("code");
        tree.put("status", "Failure");
        tree.put("reason", "NonZeroExitCode");
        tree.put("message", "command terminated with non-zero exit code: exit status " + code);
        ArrayNode causes = tree.putObject("details").putArray("causes");
        causes.addObject().put("reason", "ExitCode").put("message", Integer.toString(code));
        return tree.toString();
    }
}
