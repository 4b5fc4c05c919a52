package org.socle.fleet.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.config.ConfigException;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Tls;
import org.socle.enrol.authority.Authorities;
import org.socle.enrol.authority.Authorities.AuthorityException;
import org.socle.enrol.authority.CertificateAuthority;
import org.socle.fleet.config.NamesConfig;
import org.socle.fleet.config.WebConfig;
import org.socle.fleet.store.DataDirectory;
import org.socle.fleet.store.Job;

/**
 * The authorities, the server's own certificates and the TLS settings made of them, kept fresh while the server runs: what
 * is due is renewed, what another process changed in {@code ca/} is taken over. Thread-safe.
 */
public final class ServerTrust {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTrust.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    /**
     * How long after its end a machine's certificate is still taken on an HTTPS connection. There it is good for nothing but to be
     * renewed, and that only on a machine whose disk is rolled back to it again and again.
     */
    public static final Duration LATE = Duration.ofDays(2 * 365);

    private final Path data;
    private final NamesConfig names;
    private final WebConfig web;
    private final Clock clock;
    private final Tls mqtt;
    private final Tls https;
    private volatile Authorities authorities;
    private volatile Identity httpsIdentity;

    /**
     * Opens what is in {@code ca/} and {@code tls/} of the data directory; makes what is missing.
     *
     * @throws ConfigException when something there cannot be used; the message says what
     */
    public ServerTrust(Path data, NamesConfig names, WebConfig web, Clock clock) {
        this.data = data;
        this.names = names;
        this.web = web;
        this.clock = clock;
        Instant now = clock.instant();
        DataDirectory.prepare(data);
        try {
            authorities = renewed(Authorities.open(directory(data), now), now);
            Identity own = own(now);
            httpsIdentity = shownToBrowsers(own);
            mqtt = new Tls(own, authorities.anchors());
            https = new Tls(httpsIdentity, authorities.anchors(), LATE);
        } catch (AuthorityException e) {
            throw new ConfigException(
                    e.getMessage() + ". Restore ca from the backup; another authority is one no machine knows", e);
        } catch (IOException e) {
            throw new ConfigException("the server's certificate in " + data + " cannot be used: " + e, e);
        }
    }

    /** Where the authorities are in a data directory. */
    public static Path directory(Path data) {
        return data.resolve("ca");
    }

    /** Its job: looks after the certificates. */
    public Job job() {
        return new Job("certificates", LOOK, LOOK, this::refresh);
    }

    /** Renews what is due and takes over what was changed on disk. */
    public void refresh() throws IOException {
        Instant now = clock.instant();
        Authorities found = renewed(Authorities.existing(directory(data)), now);
        authorities = found;
        Identity own = own(now);
        mqtt.replace(own, found.anchors());
        Identity shown = shownToBrowsers(own);
        https.replace(shown, found.anchors());
        httpsIdentity = shown;
    }

    /** What is due, or was made while the clock was ahead, made anew as far as the root's key is here. */
    private static Authorities renewed(Authorities found, Instant now) {
        X509Certificate root = found.current().root();
        if (now.isBefore(root.getNotBefore().toInstant())
                || now.isAfter(root.getNotAfter().toInstant())) {
            LOG.error(
                    "the certificate authority is valid from {} to {}, and this machine's clock says {}: nobody trusts it now."
                            + " Set the clock; if it is right, make another authority (docs/server.md, Certificates)",
                    root.getNotBefore().toInstant(),
                    root.getNotAfter().toInstant(),
                    now);
        }
        try {
            return found.renewIssuing(now, null);
        } catch (AuthorityException e) {
            LOG.warn(
                    "the issuing certificate, valid from {} to {}, should be renewed and the root's key is elsewhere: run"
                            + " socle-server ca renew --root-key FILE ({})",
                    found.current().issuing().getNotBefore().toInstant(),
                    found.current().issuing().getNotAfter().toInstant(),
                    e.getMessage());
            return found;
        }
    }

    private Identity own(Instant now) throws IOException {
        return OwnCertificate.in(data.resolve("tls"), authorities.current(), names.all(), now);
    }

    private Identity shownToBrowsers(Identity own) {
        Path certificate = web.certificate();
        Path key = web.key();
        return certificate == null || key == null ? own : OwnCertificate.of(certificate, key);
    }

    /** For connections of machines to the broker. */
    public Tls mqtt() {
        return mqtt;
    }

    /** For pages, API and enrolment. */
    public Tls https() {
        return https;
    }

    /** The authorities as they are now. */
    public Authorities authorities() {
        return authorities;
    }

    /** Signs for machines. */
    public CertificateAuthority signing() {
        return authorities.current();
    }

    /** SHA-256 of the public key shown over HTTPS, Base64. */
    public String httpsPin() {
        return Keys.pin(httpsIdentity.certificate().getPublicKey());
    }

    /**
     * TLS as a machine would speak it to this server, with a new certificate of the authority in use.
     *
     * @param device common name of the certificate
     * @param use given the certificate and a context that shows it
     */
    public <T> T asDevice(UUID device, BiFunction<X509Certificate, SSLContext, T> use) {
        Authorities now = authorities;
        KeyPair pair = Keys.generate();
        X509Certificate certificate = now.current().device(device, pair.getPublic(), clock.instant());
        Identity identity = new Identity(pair.getPrivate(), now.current().chain(certificate));
        return use.apply(certificate, new Tls(identity, now.anchors()).context());
    }

    /** The root that new machines learn to trust. */
    public X509Certificate root() {
        return authorities.current().root();
    }
}
