package dev.tidewright.apiserver.http;

import static dev.tidewright.apiserver.http.Der.bitString;
import static dev.tidewright.apiserver.http.Der.bool;
import static dev.tidewright.apiserver.http.Der.explicit;
import static dev.tidewright.apiserver.http.Der.implicit;
import static dev.tidewright.apiserver.http.Der.integer;
import static dev.tidewright.apiserver.http.Der.object;
import static dev.tidewright.apiserver.http.Der.octets;
import static dev.tidewright.apiserver.http.Der.sequence;
import static dev.tidewright.apiserver.http.Der.set;
import static dev.tidewright.apiserver.http.Der.time;
import static dev.tidewright.apiserver.http.Der.utf8;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a certificate says, before it is signed (RFC 5280). The JDK can read certificates but not make them.
record CertificateDraft(Instant from, Instant until) {
    private static final byte[] ALGORITHM = sequence(object(1, 2, 840, 10045, 4, 3, 2)); // ecdsa-with-SHA256
    private static final byte[] AUTHORITY = name("tidewright-ca");
    private static final byte[] SERVER = name("tidewright");
    private static final List<String> NAMES = List.of(
            "localhost",
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local");

    byte[] authority(BigInteger serial, PublicKey key) throws GeneralSecurityException {
        byte[] extensions = sequence(
                extension(19, true, sequence(bool(true))), // basicConstraints: an authority
                extension(15, true, new byte[] {3, 2, 1, 6}), // keyUsage: keyCertSign, cRLSign
                extension(14, false, octets(keyId(key))));
        return draft(serial, AUTHORITY, key, extensions);
    }

    byte[] server(BigInteger serial, PublicKey key, PublicKey authority, String host) throws GeneralSecurityException {
        byte[] extensions = sequence(
                extension(19, true, sequence()),
                extension(15, true, new byte[] {3, 2, 5, (byte) 0xa0}), // digitalSignature, keyEncipherment
                extension(37, false, sequence(object(1, 3, 6, 1, 5, 5, 7, 3, 1))), // extKeyUsage: serverAuth
                extension(35, false, sequence(implicit(0, keyId(authority)))),
                extension(17, false, sequence(alternatives(host))));
        return draft(serial, SERVER, key, extensions);
    }

    private byte[] draft(BigInteger serial, byte[] subject, PublicKey key, byte[] extensions) {
        return sequence(
                explicit(0, integer(BigInteger.TWO)), // version 3
                integer(serial.max(BigInteger.ONE)),
                ALGORITHM,
                AUTHORITY,
                sequence(time(from), time(until)),
                subject,
                key.getEncoded(),
                explicit(3, extensions));
    }

    static byte[] signed(byte[] draft, byte[] signature) {
        return sequence(draft, ALGORITHM, bitString(signature));
    }

    private static byte[] name(String commonName) {
        return sequence(set(sequence(object(2, 5, 4, 3), utf8(commonName))));
    }

    private static byte[] extension(int id, boolean critical, byte[] value) {
        return critical
                ? sequence(object(2, 5, 29, id), bool(true), octets(value))
                : sequence(object(2, 5, 29, id), octets(value));
    }

    private static byte[][] alternatives(String host) {
        List<byte[]> names = new ArrayList<>();
        NAMES.forEach(each -> names.add(implicit(2, each.getBytes(StandardCharsets.US_ASCII))));
        names.add(implicit(7, new byte[] {127, 0, 0, 1}));
        names.add(implicit(7, InetAddress.ofLiteral("::1").getAddress()));
        names.add(implicit(7, InetAddress.ofLiteral(host).getAddress()));
        return names.toArray(byte[][]::new);
    }

    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        return java.util.Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 20);
    }
}
