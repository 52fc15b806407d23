package dev.tidewright.apiserver.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate authority of this run's own, and the server's certificate by it. Both live in memory and die with it.
public final class Certificates {
    private static final Duration VALID = Duration.ofDays(365);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final String SIGNATURE = "SHA256withECDSA";

    private final X509Certificate authority;
    private final SSLContext context;

    private Certificates(X509Certificate authority, SSLContext context) {
        this.authority = authority;
        this.context = context;
    }

    /// @param now  the wall's time
    /// @param host the address under which the server is reached, beside `localhost` and `kubernetes.default.svc`
    public static Certificates create(Instant now, String host) {
        try {
            KeyPair root = keys();
            KeyPair own = keys();
            var random = new SecureRandom();
            CertificateDraft draft = new CertificateDraft(now.minus(CLOCKS_DIFFER), now.plus(VALID));
            X509Certificate authority =
                    signed(draft.authority(new BigInteger(64, random), root.getPublic()), root.getPrivate());
            X509Certificate server = signed(
                    draft.server(new BigInteger(64, random), own.getPublic(), root.getPublic(), host),
                    root.getPrivate());
            return new Certificates(authority, context(own.getPrivate(), server, authority));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate signed(byte[] draft, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(SIGNATURE);
        signature.initSign(key);
        signature.update(draft);
        byte[] whole = CertificateDraft.signed(draft, signature.sign());
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static SSLContext context(PrivateKey key, X509Certificate server, X509Certificate authority)
            throws GeneralSecurityException, IOException {
        char[] none = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, none);
        store.setKeyEntry("server", key, none, new X509Certificate[] {server, authority});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    SSLContext context() {
        return context;
    }

    /// Who signed: what clients are to trust.
    public X509Certificate authority() {
        return authority;
    }

    /// The same as text.
    public String authorityPem() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
