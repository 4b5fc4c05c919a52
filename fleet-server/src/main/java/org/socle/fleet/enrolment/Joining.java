package org.socle.fleet.enrolment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.socle.contract.enrolment.EnrolmentBundle;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.enrol.Pem;
import org.socle.fleet.access.Permission;
import org.socle.fleet.trust.ServerTrust;

/**
 * The ways for a machine to join: a command where the agent is installed, a line where it is not, a file to carry around.
 * What the line fetches is served here to whoever asks: it is free software and holds no secret.
 */
public final class Joining {
    private static final String SCRIPT = "/enrol/join.sh";
    private static final String JAR = "/enrol/socle-agent.jar";

    /** What else is installed with the agent; its jar carries these files. */
    private static final List<String> CARRIED = List.of(
            "bin/socle-agent",
            "bin/socle-hwread",
            "systemd/socle-agent.service",
            "systemd/socle-agent.sysusers",
            "systemd/socle-hwread.service",
            "systemd/socle-hwread.timer");

    private final ServerTrust trust;
    private final URI url;
    private final @Nullable Path agent;

    /**
     * Prepares the ways.
     *
     * @param url where machines reach this server over HTTPS
     * @param agent the agent's jar; null when there is none to hand out
     */
    public Joining(ServerTrust trust, URI url, @Nullable Path agent) {
        this.trust = trust;
        this.url = url;
        this.agent = agent != null && Files.isReadable(agent) ? agent : null;
    }

    /** Where the agent is installed. */
    public String command(EnrolmentCode code) {
        return "sudo socle-agent enrol " + url + " " + code.text();
    }

    /**
     * Where it is not: the line verifies this server by its public key, not by a certificate the machine cannot know yet.
     * Empty when there is no agent to hand out.
     */
    public String line(EnrolmentCode code) {
        return agent == null ? "" : fetch(SCRIPT) + " | sudo sh -s -- " + code.text();
    }

    private String fetch(String path) {
        return "curl -fsSk --pinnedpubkey 'sha256//" + trust.httpsPin() + "' " + url + path;
    }

    /** The content of {@value EnrolmentBundle#FILE_NAME}. */
    public String bundle(EnrolmentCode code) {
        EnrolmentBundle bundle = new EnrolmentBundle(url, code, Pem.fingerprint(trust.root()));
        return new String(bundle.encode(), StandardCharsets.UTF_8);
    }

    public void routes(RoutesConfig routes) {
        routes.get("/enrol/ca.pem", this::roots, Permission.ANYBODY);
        routes.get(SCRIPT, this::script, Permission.ANYBODY);
        routes.get(JAR, this::jar, Permission.ANYBODY);
        for (String file : CARRIED) {
            routes.get("/enrol/" + file, context -> carried(context, file), Permission.ANYBODY);
        }
    }

    private void roots(Context context) {
        context.contentType("application/x-pem-file")
                .result(Pem.of(trust.authorities().anchors()));
    }

    private void script(Context context) throws IOException {
        try (InputStream in = Joining.class.getResourceAsStream("/enrol/join.sh")) {
            String text = new String(Objects.requireNonNull(in, "join.sh").readAllBytes(), StandardCharsets.UTF_8);
            context.contentType("text/x-shellscript; charset=utf-8")
                    .result(text.replace("@URL@", url.toString())
                            .replace("@PIN@", trust.httpsPin())
                            .replace("@SHA256@", digest(agent())));
        }
    }

    private void jar(Context context) throws IOException {
        Path jar = agent();
        context.contentType("application/java-archive").result(Files.newInputStream(jar));
    }

    private void carried(Context context, String file) throws IOException {
        try (JarFile jar = new JarFile(agent().toFile())) {
            ZipEntry entry = jar.getEntry(file);
            if (entry == null) {
                throw new NotFoundResponse();
            }
            context.contentType("text/plain; charset=utf-8")
                    .result(jar.getInputStream(entry).readAllBytes());
        }
    }

    private Path agent() {
        if (agent == null) {
            throw new NotFoundResponse("this server has no agent to hand out: set agent.jar");
        }
        return agent;
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
