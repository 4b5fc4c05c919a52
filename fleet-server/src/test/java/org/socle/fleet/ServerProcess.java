package org.socle.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, to be killed. */
final class ServerProcess {
    final int mqttPort = FreePorts.next();
    final int httpPort = FreePorts.next();
    private final int mqttsPort = FreePorts.next();
    private final int httpsPort = FreePorts.next();
    private final Path data;
    private Process process;

    ServerProcess(Path data) throws IOException {
        this.data = data;
        this.process = launch();
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "org.socle.fleet.Main",
                "run"));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("SOCLE_DATA", data.toString());
        builder.environment().put("SOCLE_MQTT_PORT", Integer.toString(mqttsPort));
        builder.environment().put("SOCLE_MQTT_PLAIN_PORT", Integer.toString(mqttPort));
        builder.environment().put("SOCLE_HTTPS_PORT", Integer.toString(httpsPort));
        builder.environment().put("SOCLE_HTTP_PORT", Integer.toString(httpPort));
        return builder.start();
    }

    /** {@code kill -9}, and no later than that nothing of it runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to stop, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not stop within a minute");
        }
    }

    void startAgain() throws IOException {
        process = launch();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Waits until it takes packs in and serves pages. */
    void awaitReady() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/readyz"))
                .build();
        for (int i = 0; i < 300; i++) {
            try {
                if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the server is not ready after 30 s");
    }

    /** Waits until the broker takes connections. */
    void awaitListening() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", mqttPort), 1_000);
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new AssertionError("the broker does not listen after 30 s");
    }
}
