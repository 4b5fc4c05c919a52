package org.socle.fleet.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.socle.contract.enrolment.Hardware;
import org.socle.contract.enrolment.Hardware.Part;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Label;
import org.socle.enrol.Pem;
import org.socle.enrol.RequestWriter;
import org.socle.enrol.Tls;
import org.socle.fleet.app.TestServer;

/** A machine that asks for certificates over HTTPS, as EST says, without any of the agent's code. */
public final class TestMachine {
    public final KeyPair pair = Keys.generate();
    public final Hardware hardware;
    private final TestServer server;
    private final String name;
    private @Nullable Identity identity;

    public TestMachine(TestServer server, String name, Hardware hardware) {
        this.server = server;
        this.name = name;
        this.hardware = hardware;
    }

    /** The same machine, at a server that has been started again. */
    public TestMachine at(TestServer again) {
        TestMachine same = new TestMachine(again, name, hardware);
        same.identity = identity;
        return same;
    }

    /** Hardware with a number for each part. */
    public static Hardware hardware(String firmware, String network, String disk) {
        return Hardware.of(
                Map.of(Part.FIRMWARE, List.of(firmware), Part.NETWORK, List.of(network), Part.DISK, List.of(disk)));
    }

    /** Hardware nobody else has. */
    public static Hardware ownHardware() {
        return hardware(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
    }

    private HttpResponse<String> post(String path, @Nullable Identity shown, String body, String... headers)
            throws IOException, InterruptedException {
        SSLContext tls = new Tls(shown, server.trust().authorities().anchors()).context();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.httpsUrl() + path))
                .header("Content-Type", "application/pkcs10")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder().sslContext(tls).build().send(request.build(), BodyHandlers.ofString());
    }

    private String request(KeyPair keys, Hardware shown) {
        Label label = new Label(name, "Dell Inc.", "OptiPlex 7010", "4XKQ5X1");
        return Base64.getMimeEncoder().encodeToString(RequestWriter.write(keys, label, shown.names()));
    }

    /** Asks with a code, once. */
    public HttpResponse<String> enrol(String code) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString(("enrol:" + code).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = post(
                "/.well-known/est/simpleenroll",
                null,
                request(pair, hardware),
                "Authorization",
                "Basic " + credentials);
        keep(answer, pair);
        return answer;
    }

    /** Asks for another certificate with the one it has. */
    public HttpResponse<String> renew(KeyPair next, Hardware shown) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/.well-known/est/simplereenroll", identity, request(next, shown));
        keep(answer, next);
        return answer;
    }

    private void keep(HttpResponse<String> answer, KeyPair keys) {
        if (answer.statusCode() == 200) {
            try {
                List<X509Certificate> issued = Pem.certsOnly(answer.body());
                assertThat(issued)
                        .as("only the certificate that was issued (RFC 7030, 4.2.3)")
                        .hasSize(1);
                identity = Identity.of(
                        keys.getPrivate(),
                        issued.get(0),
                        server.trust().authorities().published());
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** What it shows of itself; only once it has joined. */
    public Identity identity() {
        if (identity == null) {
            throw new AssertionError("the machine has no certificate");
        }
        return identity;
    }

    public UUID id() {
        return UUID.fromString(Identity.commonName(identity().certificate()));
    }
}
