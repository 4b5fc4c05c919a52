package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What show and doctor say of a plug at a real broker. */
@Tag("process")
class PlugShownTest {
    private static final String TOPIC = "shellyplusplugs-b0b21c/status/switch:0";

    @TempDir
    private Path directory;

    private int port;
    private Process broker;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path settings = Files.writeString(
                directory.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
        broker = new ProcessBuilder("mosquitto", "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("broker.log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        broker.destroyForcibly().waitFor();
    }

    private String config() throws IOException {
        return Files.writeString(directory.resolve("agent.toml"), """
                        [state]
                        directory = "%s"
                        [probes]
                        disabled = ["storage", "updates", "gateway", "dns", "path", "services", "units", "clock"]
                        [energy]
                        plug = "shelly_gen2"
                        plug_broker = "tcp://127.0.0.1:%d"
                        plug_topic = "%s"
                        """.formatted(
                                Files.createDirectories(directory.resolve("state")), port, TOPIC))
                .toString();
    }

    @Test
    void showsWhatThePlugSaysNow() throws Exception {
        String said = "{\"id\":0,\"output\":true,\"apower\":31.4,\"aenergy\":{\"total\":52648.59}}";
        for (int exit = 1; exit != 0; TimeUnit.MILLISECONDS.sleep(100)) {
            Process client = new ProcessBuilder(
                            List.of("mosquitto_pub", "-p", Integer.toString(port), "-t", TOPIC, "-r", "-m", said))
                    .inheritIO()
                    .start();
            exit = client.waitFor();
        }
        assertThat(CapturedMachinesTest.agent("show", "--plain", "--config", config())
                        .text()
                        .lines())
                .contains("power.value[machine] = 31.4 W", "energy.source[machine] = plug");
    }

    @Test
    void doctorSaysThatThePlugIsSilent() throws Exception {
        assertThat(CapturedMachinesTest.agent("doctor", "--config", config()).text())
                .contains("nothing heard from " + TOPIC + " yet")
                .contains("plugs speak every five minutes by default");
    }

    @Test
    void doctorSaysThatThePlugsBrokerIsNotReached() throws Exception {
        stop();
        assertThat(CapturedMachinesTest.agent("doctor", "--config", config()).text())
                .contains("not reached: tcp://127.0.0.1:" + port + ": ")
                .contains("check energy.plug_broker");
    }
}
