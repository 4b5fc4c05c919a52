package org.socle.fleet.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, to be killed. */
public final class ServerProcess {
    public final int mqttPort = FreePorts.next();
    final int httpPort = FreePorts.next();
    public final int mqttsPort = FreePorts.next();
    private final int httpsPort = FreePorts.next();
    private final Path data;
    private final String heap;
    private final Path log;
    private Process process;

    ServerProcess(Path data) throws IOException {
        this(data, "256m");
    }

    /**
     * Starts one.
     *
     * @param heap most memory for objects, as Java is told
     */
    public ServerProcess(Path data, String heap) throws IOException {
        this.data = data;
        this.heap = heap;
        this.log = Files.createTempFile("socle-server", ".log");
        this.process = launch();
    }

    /** All it has printed. */
    String printed() throws IOException {
        return Files.readString(log);
    }

    /** Its number in the system. */
    public long pid() {
        return process.pid();
    }

    /** Whether it lives. */
    boolean alive() {
        return process.isAlive();
    }

    /** Waits for its end; answers its exit status. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not end within a minute");
        }
        return process.exitValue();
    }

    /** What {@code /readyz} says; empty when nobody answers. */
    String readiness() {
        try {
            URLConnection connection = URI.create("http://127.0.0.1:" + httpPort + "/readyz")
                    .toURL()
                    .openConnection();
            connection.setReadTimeout(10_000);
            HttpURLConnection http = (HttpURLConnection) connection;
            InputStream body = http.getResponseCode() < 400 ? http.getInputStream() : http.getErrorStream();
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits until {@code /readyz} says something that holds a text. */
    public void awaitReadiness(String text) throws InterruptedException {
        String said = "";
        for (int i = 0; i < 600; i++) {
            said = readiness();
            if (said.contains(text)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("/readyz does not say '" + text + "' after a minute, but '" + said + "'");
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "org.socle.fleet.app.Main",
                "run"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SOCLE_DATA", data.toString());
        builder.environment().put("SOCLE_MQTT_PORT", Integer.toString(mqttsPort));
        builder.environment().put("SOCLE_MQTT_PLAIN_PORT", Integer.toString(mqttPort));
        builder.environment().put("SOCLE_HTTPS_PORT", Integer.toString(httpsPort));
        builder.environment().put("SOCLE_HTTP_PORT", Integer.toString(httpPort));
        return builder.start();
    }

    /** {@code kill -9}, and no later than that nothing of it runs. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to stop, and waits until it has. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not stop within a minute");
        }
    }

    void startAgain() throws IOException {
        process = launch();
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
