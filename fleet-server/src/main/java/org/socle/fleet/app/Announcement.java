package org.socle.fleet.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.enrol.SafeFile;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Who;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.enrolment.NewCode;

/**
 * What {@code quickstart} prints for people, for programs.
 *
 * @param url where the pages are for a browser on this machine
 * @param httpsUrl the same with TLS, for other machines
 * @param apiToken for {@code Authorization: Bearer}; another one at each start, and for thirty days at most
 * @param signInLink signs somebody in, once
 * @param deviceId id of this machine's own agent; empty until it has joined
 * @param enrolmentCode lets machines join for a day; empty in a demo
 * @param joinLine for another machine; empty when there is no agent to hand out, and in a demo
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Announcement(
        String url,
        String httpsUrl,
        String apiToken,
        String signInLink,
        int mqttPort,
        String deviceId,
        long pid,
        String enrolmentCode,
        String joinLine) {

    private static final Duration LINK_VALIDITY = Duration.ofDays(1);
    private static final String TOKEN_NAME = "quickstart";
    private static final int MOST_MACHINES = 10;

    /** An announcement with a new token, a new link and a new code. */
    static Announcement of(ServerConfig config, Server server, long pid) {
        String url = config.web().url();
        // Whoever sees this terminal may let machines in; nobody is there yet to approve them.
        EnrolmentCode code = server.demo()
                ? null
                : server.enrolment()
                        .create(Scope.EVERYTHING, Who.SERVER, new NewCode(null, LINK_VALIDITY, MOST_MACHINES, true));
        return new Announcement(
                url,
                config.httpsUrl(),
                server.apiTokens().create(TOKEN_NAME),
                url + server.signInLinks().create(LINK_VALIDITY),
                config.mqtt().port(),
                "",
                pid,
                code == null ? "" : code.text(),
                code == null ? "" : server.joining().line(code));
    }

    /** Writes it whole or not at all, readable by its owner only. */
    void write(Path file) throws IOException {
        SafeFile.writeSecret(
                file,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsBytes(this));
    }
}
