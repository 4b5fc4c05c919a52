package org.socle.fleet.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

/**
 * The authorities, the server's own certificates and the TLS settings made of them, kept fresh while the server runs: what
 * is due is renewed, what another process changed in {@code ca/} is taken over. Thread-safe.
 */
public final class ServerTrust implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTrust.class);
    /**
     * How long after its end a machine's certificate is still taken on an HTTPS connection. There it is good for nothing but to be
     * renewed, and that only on a machine whose disk is rolled back to it again and again.
     */
    public static final Duration LATE = Duration.ofDays(2 * 365);

    private static final long LOOK_SECONDS = 60;

    private final Path data;
    private final NamesConfig names;
    private final WebConfig web;
    private final Clock clock;
    private final Tls mqtt;
    private final Tls https;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "certificates");
        thread.setDaemon(true);
        return thread;
    });
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
            authorities = Authorities.open(directory(data), now);
            Identity own = own(now);
            httpsIdentity = shownToBrowsers(own);
            mqtt = new Tls(own, authorities.anchors());
            https = new Tls(httpsIdentity, authorities.anchors(), LATE);
        } catch (AuthorityException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ConfigException("the server's certificate in " + data + " cannot be used: " + e, e);
        }
    }

    /** Where the authorities are in a data directory. */
    public static Path directory(Path data) {
        return data.resolve("ca");
    }

    /** Looks after the certificates from now on. */
    public void start() {
        looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            refresh();
        } catch (IOException | RuntimeException e) {
            LOG.error("the certificates could not be renewed; the present ones stay in use", e);
        }
    }

    /** Renews what is due and takes over what was changed on disk. */
    public void refresh() throws IOException {
        Instant now = clock.instant();
        Authorities found = Authorities.open(directory(data), now);
        try {
            found = found.renewIssuing(now, null);
        } catch (AuthorityException e) {
            LOG.warn(
                    "the issuing certificate should be renewed before {} and the root's key is elsewhere: run"
                            + " socle-server ca renew --root-key FILE",
                    found.current().issuing().getNotAfter());
        }
        authorities = found;
        Identity own = own(now);
        mqtt.replace(own, found.anchors());
        Identity shown = shownToBrowsers(own);
        https.replace(shown, found.anchors());
        httpsIdentity = shown;
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

    /** The root that new machines learn to trust. */
    public X509Certificate root() {
        return authorities.current().root();
    }

    @Override
    public void close() {
        looking.shutdownNow();
        try {
            if (!looking.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the certificates are still being looked after");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
