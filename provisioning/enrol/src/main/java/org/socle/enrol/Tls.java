package org.socle.enrol;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS with certificates that may be replaced while connections are accepted: those made after {@link #replace} use the new
 * ones. Thread-safe.
 */
public final class Tls {
    private volatile @Nullable Identity identity;
    private volatile X509ExtendedTrustManager trust;
    private final Duration late;
    private final SSLContext context;

    /**
     * Prepares connections.
     *
     * @param own what is shown to the other side; null for a client without a certificate
     * @param anchors the roots the other side's certificate has to lead to
     */
    public Tls(@Nullable Identity own, Collection<X509Certificate> anchors) {
        this(own, anchors, Duration.ZERO);
    }

    /**
     * Prepares connections of a server that lets clients come with a certificate that has expired, for who looks further into what it
     * is still good for.
     *
     * @param own what is shown to the other side
     * @param anchors the roots the other side's certificate has to lead to
     * @param late how long after its end a client's certificate is still taken, 0 or more
     */
    public Tls(@Nullable Identity own, Collection<X509Certificate> anchors, Duration late) {
        this.late = late;
        identity = own;
        trust = trustIn(anchors);
        context = context(new OwnKey(), new Trusted());
    }

    /** Uses other certificates from the next connection on. */
    public void replace(Identity own, Collection<X509Certificate> anchors) {
        trust = trustIn(anchors);
        identity = own;
    }

    public SSLContext context() {
        return context;
    }

    /** A client that trusts one public key and nothing else, whatever certificate it comes in. */
    public static SSLContext pinned(String pin) {
        return context(null, new Pinned(pin));
    }

    /** A client that trusts whoever answers. Only for what needs no trust in the connection. */
    public static SSLContext unverified() {
        return context(null, new Pinned(null));
    }

    /** The roots this system trusts for the web. */
    public static List<X509Certificate> systemAnchors() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return List.of(extended.getAcceptedIssuers());
                }
            }
            return List.of();
        } catch (GeneralSecurityException e) {
            // A system without them trusts nobody on the web; Socle's own roots do not come from there.
            return List.of();
        }
    }

    /** Decides by the usual rules (RFC 5280) whether a certificate leads to one of the roots. */
    public static X509ExtendedTrustManager trustIn(Collection<X509Certificate> anchors) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate anchor : anchors) {
                store.setCertificateEntry("anchor" + number++, anchor);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("no PKIX trust manager");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java runtime verifies certificates by PKIX", e);
        }
    }

    private static SSLContext context(@Nullable KeyManager key, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(key == null ? null : new KeyManager[] {key}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has TLS", e);
        }
    }

    /** The own certificate, whatever the other side asks for: there is only one. */
    private final class OwnKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "own";

        private @Nullable String alias(String... keyTypes) {
            Identity own = identity;
            if (own == null) {
                return null;
            }
            String algorithm = own.certificate().getPublicKey().getAlgorithm();
            for (String type : keyTypes) {
                // EC_EC and the like: the key's algorithm, then the one it was signed with.
                if (type.equals(algorithm) || type.startsWith(algorithm + "_")) {
                    return ALIAS;
                }
            }
            return null;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
            return alias(keyTypes);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
            return alias(keyType);
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
            return alias(keyTypes);
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
            return alias(keyType);
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return alias(keyType) == null ? null : new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return getClientAliases(keyType, issuers);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            Identity own = identity;
            return own == null ? null : own.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            Identity own = identity;
            return own == null ? null : own.key();
        }
    }

    private final class Trusted extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            if (!LateCertificate.is(chain, late)) {
                trust.checkClientTrusted(chain, type, socket);
                return;
            }
            LateCertificate.check(chain, trust.getAcceptedIssuers());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            trust.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            if (!LateCertificate.is(chain, late)) {
                trust.checkClientTrusted(chain, type, engine);
                return;
            }
            LateCertificate.check(chain, trust.getAcceptedIssuers());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            trust.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trust.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trust.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
