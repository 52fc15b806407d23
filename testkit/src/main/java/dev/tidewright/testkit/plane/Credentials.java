package dev.tidewright.testkit.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/// Who there is, and the keys that sign for service accounts.
final class Credentials {
    static final List<String> USERS = List.of("admin", "controllers", "scheduler", "kwok", "metrics", "nobody");

    private static final int KEY_BITS = 2048;
    private static final int PEM_COLUMNS = 64;

    private Credentials() {}

    static String token(String user) {
        return user + "-token-for-tests";
    }

    static void write(Path folder) {
        try {
            Files.createDirectories(folder.resolve("certificates"));
            StringBuilder tokens = new StringBuilder();
            for (String user : USERS) {
                tokens.append(token(user))
                        .append(',')
                        .append(name(user))
                        .append(',')
                        .append(user)
                        .append(groups(user));
                tokens.append('\n');
            }
            Files.writeString(folder.resolve("tokens.csv"), tokens);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair keys = generator.generateKeyPair();
            pem(folder.resolve("accounts.key"), "PRIVATE KEY", keys.getPrivate().getEncoded());
            pem(folder.resolve("accounts.pub"), "PUBLIC KEY", keys.getPublic().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(String user) {
        return switch (user) {
            case "controllers" -> "system:kube-controller-manager";
            case "scheduler" -> "system:kube-scheduler";
            default -> user;
        };
    }

    private static String groups(String user) {
        return switch (user) {
            case "admin", "kwok", "metrics" -> ",system:masters";
            default -> "";
        };
    }

    private static void pem(Path file, String what, byte[] key) throws IOException {
        byte[] end = "\n".getBytes(StandardCharsets.US_ASCII);
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(PEM_COLUMNS, end).encodeToString(key) + "\n-----END " + what
                        + "-----\n");
    }
}
