package org.socle.edge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plug heard at a real broker, as schools run it: mosquitto. */
@Tag("process")
class PlugFeedTest {
    private static final String TOPIC = "tele/prise-12/SENSOR";
    private static final Elapsed NOW = new Elapsed("boot", 100, 100);

    @TempDir
    private Path directory;

    private int port;
    private Process broker;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Files.writeString(
                directory.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
        startBroker();
    }

    private void startBroker() throws IOException {
        broker = new ProcessBuilder(
                        "mosquitto", "-c", directory.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("broker.log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        broker.destroyForcibly().waitFor();
    }

    private void publish(String message) throws Exception {
        Process client = new ProcessBuilder(List.of(
                        "mosquitto_pub", "-h", "127.0.0.1", "-p", Integer.toString(port), "-t", TOPIC, "-m", message))
                .inheritIO()
                .start();
        assertThat(client.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Says it until it is heard: the feed connects in its own time. */
    private void heard(PlugFeed feed, String message) throws Exception {
        for (int i = 0; i < 100; i++) {
            publish(message);
            if (feed.last().equals(Optional.of(new Plug.Message(TOPIC, message, NOW)))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not heard: " + message + ", but " + feed.last());
    }

    @Test
    void hearsThePlugAndFindsItsBrokerAgain() throws Exception {
        try (PlugFeed feed = new PlugFeed("tcp://127.0.0.1:" + port, TOPIC, "", "", () -> Optional.of(NOW), 200)) {
            assertThat(feed.last()).isEmpty();
            feed.start();
            heard(feed, "{\"ENERGY\":{\"Total\":1.5}}");
            stop();
            startBroker();
            heard(feed, "{\"ENERGY\":{\"Total\":1.6}}");
            // Another plug is none of its business, and nothing as long as a book is a plug's word.
            publish("x".repeat(20_000));
            assertThat(feed.last()).map(Plug.Message::text).contains("{\"ENERGY\":{\"Total\":1.6}}");
        }
    }
}
