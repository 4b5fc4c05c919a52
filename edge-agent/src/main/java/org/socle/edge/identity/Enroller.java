package org.socle.edge.identity;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.socle.contract.ContractException;
import org.socle.contract.FlatJson;
import org.socle.contract.Topics;
import org.socle.contract.config.ConfigException;
import org.socle.contract.enrolment.EnrolmentBundle;
import org.socle.contract.enrolment.Hardware;
import org.socle.contract.enrolment.Introduction;
import org.socle.contract.enrolment.Introduction.Question;
import org.socle.contract.enrolment.Introduction.UnprovenException;
import org.socle.edge.config.BrokerAddress;
import org.socle.edge.config.ProxyConfig;
import org.socle.edge.probe.MachineFacts;
import org.socle.enrol.Anchors;
import org.socle.enrol.Identity;
import org.socle.enrol.Pem;
import org.socle.enrol.RequestWriter;
import org.socle.enrol.Tls;

/** How this machine joins, and how it gets a new certificate in time. Not thread-safe. */
public final class Enroller {
    private static final String EST = "/.well-known/est/";
    private static final String PROBLEM = "urn:socle:enrolment:";

    /** The refusals there are messages for; any other word is shown as it came. */
    private static final Set<String> REFUSALS =
            Set.of("unknown", "expired", "exhausted", "cancelled", "refused", "certificate", "too-many");

    /** A clock may be this far off: the certificates allow for a day. */
    private static final Duration CLOCK_LIMIT = Duration.ofHours(12);

    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final IdentityStore store;
    private final MachineFacts facts;
    private final @Nullable ProxyConfig proxy;
    private final InstantSource clock;

    public Enroller(IdentityStore store, MachineFacts facts, @Nullable ProxyConfig proxy, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.proxy = proxy;
        this.clock = clock;
    }

    /** What came of asking. */
    public sealed interface Outcome {}

    /** The machine has a certificate. */
    public record Joined(Enrolled enrolled) implements Outcome {}

    /** Somebody has to approve; ask again after a while. */
    public record Pending(Duration askAgain) implements Outcome {}

    /**
     * Lets the server introduce itself, and checks that it knows the code before anything secret is sent.
     *
     * @throws EnrolmentException when it does not, cannot be reached, or this machine's clock is wrong
     */
    public Enrolling begin(EnrolmentBundle bundle) throws EnrolmentException {
        EstClient client = new EstClient(bundle.url(), proxy);
        Question question = Question.about(bundle.code());
        EstClient.Answer answer = ask(
                client,
                bundle,
                "/enrol/introduction",
                Tls.unverified(),
                Map.of("Content-Type", "application/json"),
                question.encode());
        if (answer.status() != 200) {
            throw refusal(answer);
        }
        Introduction introduction;
        try {
            introduction = Introduction.decode(answer.body(), bundle.code(), question);
        } catch (UnprovenException e) {
            throw new EnrolmentException("enrol.unproven", true, bundle.url());
        } catch (ContractException e) {
            throw new EnrolmentException("enrol.not_socle", true, bundle.url());
        }
        checkClock(introduction.time());
        try {
            List<X509Certificate> published = Pem.certificates(introduction.anchors());
            checkFingerprint(bundle, published);
            List<BrokerAddress> addresses =
                    introduction.mqtt().stream().map(BrokerAddress::of).toList();
            return new Enrolling(client, bundle, introduction.tlsKey(), published, addresses);
        } catch (GeneralSecurityException | ConfigException e) {
            throw new EnrolmentException("enrol.not_socle", e, bundle.url());
        }
    }

    private void checkClock(Instant server) throws EnrolmentException {
        Instant here = clock.instant();
        if (Duration.between(here, server).abs().compareTo(CLOCK_LIMIT) > 0) {
            throw new EnrolmentException("enrol.clock", true, Date.from(here), Date.from(server));
        }
    }

    private static void checkFingerprint(EnrolmentBundle bundle, List<X509Certificate> published)
            throws EnrolmentException {
        String expected = bundle.fingerprint();
        if (expected != null && published.stream().map(Pem::fingerprint).noneMatch(expected::equals)) {
            throw new EnrolmentException("enrol.fingerprint", true, bundle.url());
        }
    }

    /** An enrolment under way with a server that has introduced itself. */
    public final class Enrolling {
        private final EstClient client;
        private final EnrolmentBundle bundle;
        private final String tlsKey;
        private final List<X509Certificate> published;
        private final List<BrokerAddress> addresses;

        private Enrolling(
                EstClient client,
                EnrolmentBundle bundle,
                String tlsKey,
                List<X509Certificate> published,
                List<BrokerAddress> addresses) {
            this.client = client;
            this.bundle = bundle;
            this.tlsKey = tlsKey;
            this.published = published;
            this.addresses = addresses;
        }

        /**
         * Asks for the certificate.
         *
         * @throws EnrolmentException when the server refuses, or cannot be reached now
         */
        public Outcome ask() throws EnrolmentException {
            KeyPair pair = store.nextKey();
            Hardware hardware = facts.hardware();
            String credentials = Base64.getEncoder()
                    .encodeToString(("enrol:" + bundle.code().text()).getBytes(StandardCharsets.US_ASCII));
            EstClient.Answer answer = Enroller.this.ask(
                    client,
                    bundle,
                    EST + "simpleenroll",
                    Tls.pinned(tlsKey),
                    Map.of(
                            "Content-Type",
                            "application/pkcs10",
                            "Content-Transfer-Encoding",
                            "base64",
                            "Authorization",
                            "Basic " + credentials),
                    request(pair, hardware));
            if (answer.status() == 202) {
                return new Pending(pause(answer));
            }
            if (answer.status() != 200) {
                throw refusal(answer);
            }
            Enrolled enrolled =
                    enrolled(answer, pair, published, Anchors.roots(published), bundle.url(), addresses, hardware);
            store.save(enrolled);
            return new Joined(enrolled);
        }
    }

    /**
     * Asks for a new certificate with the one there is. When this is other hardware than joined, the server takes it for a
     * copy: it waits for approval and becomes a machine of its own.
     */
    Outcome renew(Enrolled before) throws EnrolmentException {
        List<X509Certificate> published = published(before);
        KeyPair pair = store.nextKey();
        Hardware hardware = facts.hardware();
        EstClient.Answer answer = ask(
                new EstClient(before.url(), proxy),
                null,
                EST + "simplereenroll",
                verified(before),
                Map.of("Content-Type", "application/pkcs10", "Content-Transfer-Encoding", "base64"),
                request(pair, hardware));
        if (answer.status() == 202) {
            return new Pending(pause(answer));
        }
        if (answer.status() != 200) {
            throw refusal(answer);
        }
        Hardware known = hardware.unknown() ? before.hardware() : hardware;
        Enrolled enrolled =
                enrolled(answer, pair, published, before.anchors(), before.url(), before.addresses(), known);
        store.save(enrolled);
        return new Joined(enrolled);
    }

    /** Learns which roots to trust. */
    Enrolled refreshAnchors(Enrolled before) throws EnrolmentException {
        List<X509Certificate> updated = Anchors.update(before.anchors(), published(before));
        store.saveAnchors(updated);
        return new Enrolled(
                before.device(), before.identity(), updated, before.url(), before.addresses(), before.hardware());
    }

    private List<X509Certificate> published(Enrolled enrolled) throws EnrolmentException {
        EstClient.Answer answer =
                ask(new EstClient(enrolled.url(), proxy), null, EST + "cacerts", verified(enrolled), Map.of(), null);
        if (answer.status() != 200) {
            throw refusal(answer);
        }
        try {
            return Pem.certsOnly(answer.text());
        } catch (GeneralSecurityException e) {
            throw new EnrolmentException("enrol.not_socle", e, enrolled.url());
        }
    }

    /** Pages may have a certificate of the web; what a stranger could do with that, {@link Anchors} prevents. */
    private static SSLContext verified(Enrolled enrolled) {
        List<X509Certificate> trusted = new ArrayList<>(enrolled.anchors());
        trusted.addAll(Tls.systemAnchors());
        return new Tls(enrolled.identity(), trusted).context();
    }

    private byte[] request(KeyPair pair, Hardware hardware) {
        byte[] der = RequestWriter.write(pair, facts.label(), hardware.names());
        return Base64.getMimeEncoder().encode(der);
    }

    private static Enrolled enrolled(
            EstClient.Answer answer,
            KeyPair pair,
            List<X509Certificate> published,
            List<X509Certificate> anchors,
            URI url,
            List<BrokerAddress> addresses,
            Hardware hardware)
            throws EnrolmentException {
        try {
            X509Certificate own = Pem.certsOnly(answer.text()).stream()
                    .filter(certificate -> certificate.getPublicKey().equals(pair.getPublic()))
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("the certificate is for another key"));
            UUID device = Topics.deviceId(Identity.commonName(own))
                    .orElseThrow(() -> new GeneralSecurityException("the certificate names no device"));
            Identity identity = Identity.of(pair.getPrivate(), own, published);
            Tls.trustIn(anchors).checkClientTrusted(identity.chain().toArray(X509Certificate[]::new), "EC");
            return new Enrolled(device, identity, anchors, url, addresses, hardware);
        } catch (GeneralSecurityException e) {
            throw new EnrolmentException("enrol.not_socle", e, url);
        }
    }

    private EstClient.Answer ask(
            EstClient client,
            @Nullable EnrolmentBundle pinned,
            String path,
            SSLContext trust,
            Map<String, String> headers,
            byte @Nullable [] body)
            throws EnrolmentException {
        try {
            return client.ask(path, trust, pinned == null, headers, body);
        } catch (IOException e) {
            throw new EnrolmentException("enrol.unreachable", e, client.server(), reason(e));
        }
    }

    /** The exception's own words say too little for the usual cases. */
    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "no such host";
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "nothing listens there";
        }
        return e instanceof SSLException ? "TLS: " + e.getMessage() : String.valueOf(e.getMessage());
    }

    private EnrolmentException refusal(EstClient.Answer answer) {
        String word = "";
        String title = "HTTP " + answer.status();
        try {
            Map<String, Object> problem = FlatJson.read(answer.body());
            String type = FlatJson.text(problem, "type");
            word = type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "";
            title = FlatJson.text(problem, "title");
        } catch (ContractException e) {
            // Not from Socle, or from something between: the status is all there is to say.
        }
        if (!REFUSALS.contains(word)) {
            return new EnrolmentException("enrol.failed", answer.status() < 500, title);
        }
        if (word.equals("refused")) {
            store.forgetNextKey();
        }
        return new EnrolmentException("enrol.refused." + word, !word.equals("too-many"));
    }

    private static Duration pause(EstClient.Answer answer) {
        Duration asked = Duration.ofSeconds(answer.retryAfterSeconds());
        return asked.isZero() || asked.isNegative()
                ? USUAL_WAIT
                : asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
