package org.socle.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.config.ServerConfig;

/**
 * What {@code quickstart} prints for people, for programs.
 *
 * @param url where the pages are
 * @param httpsUrl the same with TLS; null while the server speaks plain HTTP on the loopback address only
 * @param apiToken for {@code Authorization: Bearer}, and the MQTT password of the user {@code observer}
 * @param signInLink signs somebody in, once
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Announcement(
        String url,
        @Nullable String httpsUrl,
        String apiToken,
        String signInLink,
        int mqttPort,
        String deviceId,
        long pid) {

    private static final Duration LINK_VALIDITY = Duration.ofDays(1);
    private static final String TOKEN_NAME = "quickstart";

    /** An announcement with a new token and a new link. */
    static Announcement of(ServerConfig config, Server server, String deviceId, long pid) {
        String url = config.web().url();
        return new Announcement(
                url,
                null,
                server.apiTokens().create(TOKEN_NAME),
                url + server.signInLinks().create(LINK_VALIDITY),
                config.mqtt().port(),
                deviceId,
                pid);
    }

    /** Writes it whole or not at all, readable by its owner only. */
    void write(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(
                directory,
                "announcement",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(
                    part,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsBytes(this));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
