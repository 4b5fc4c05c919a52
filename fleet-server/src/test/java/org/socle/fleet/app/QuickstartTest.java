package org.socle.fleet.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Catalogue;
import org.socle.fleet.web.Browser;
import org.socle.fleet.web.Format;
import org.socle.fleet.web.Messages;

/** A newcomer's first minutes: a fresh copy of the sources, {@code ./quickstart}, the sign-in link, this machine's page. */
@Tag("process")
@Tag("browser")
class QuickstartTest {
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", ".socle", ".idea");

    /** Values that do not change while the test looks. */
    private static final List<String> STEADY = List.of(
            "processor.cores", "memory.total", "filesystem.size", "machine.kernel", "machine.host_name", "network.up");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void fromSourcesToThePageOfThisMachine(@TempDir Path directory) throws Exception {
        Path sources = directory.resolve("socle");
        copySources(Path.of("..").toRealPath(), sources);
        Path data = directory.resolve("data");
        int httpPort = FreePorts.next();
        int mqttPort = FreePorts.next();
        int httpsPort = FreePorts.next();

        String deviceId;
        String firstSeen;
        try (Quickstart first = new Quickstart(sources, data, httpPort, httpsPort, mqttPort)) {
            Instant built = first.await("3/4");
            first.await("Ctrl-C");
            assertThat(Duration.between(built, Instant.now())).isLessThan(Duration.ofSeconds(120));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("quickstart.json"))))
                    .isEqualTo("rw-------");
            JsonNode told = first.told();
            deviceId = told.get("deviceId").asText();
            JsonNode machine = machine(told);
            firstSeen = machine.get("firstSeen").asText();
            assertThat(told.get("mqttPort").asInt()).isEqualTo(mqttPort);
            assertThat(ProcessHandle.of(told.get("pid").asLong())).isPresent();
            assertThat(told.get("httpsUrl").asText()).startsWith("https://").endsWith(":" + httpsPort);
            assertThat(told.get("joinLine").asText())
                    .contains("--pinnedpubkey", told.get("enrolmentCode").asText());
            assertThat(Files.readString(data.resolve("agent.toml")))
                    .contains("mqtts://")
                    .doesNotContain("mqtt://");
            assertThat(value(machine, "memory.total").asLong()).isEqualTo(totalMemory());
            lookAtThePage(told, machine);
            first.interrupt();
        }
        assertThat(data.resolve("quickstart.json")).doesNotExist();

        try (Quickstart second = new Quickstart(sources, data, httpPort, httpsPort, mqttPort)) {
            second.await("Ctrl-C");
            assertThat(second.told().get("deviceId").asText()).isEqualTo(deviceId);
            assertThat(machine(second.told()).get("firstSeen").asText()).isEqualTo(firstSeen);
            second.interrupt();
            // One machine, joined once, without a word about certificates.
            for (String log : List.of("agent.log", "server.log")) {
                assertThat(Files.readString(data.resolve("logs").resolve(log)))
                        .as(log)
                        .doesNotContain("PKIX", "SSLHandshake", "certificate_", "WARN");
            }
        }

        try (ServerSocket taken = new ServerSocket(httpPort);
                Quickstart third = new Quickstart(sources, data, httpPort, httpsPort, mqttPort)) {
            assertThat(third.exit()).isEqualTo(3);
            assertThat(third.output())
                    .contains("Port " + taken.getLocalPort() + " is taken")
                    .contains("SOCLE_HTTP_PORT=" + (httpPort + 1) + " ./quickstart");
        }
    }

    private static void lookAtThePage(JsonNode told, JsonNode machine) {
        Format format = new Format(Messages.FRENCH, Instant.now());
        try (Browser browser = new Browser();
                BrowserContext visitor = browser.visitor(new NewContextOptions().setLocale("fr-FR"));
                Page tab = visitor.newPage()) {
            tab.navigate(told.get("signInLink").asText());
            tab.click("main button");
            assertThat(tab.title()).isEqualTo("Aujourd’hui · Socle");
            tab.click("text=Parc");
            tab.click("th a");
            assertThat(tab.url())
                    .isEqualTo(told.get("url").asText() + "/machines/"
                            + machine.get("id").asText());
            assertThat(tab.textContent("h1")).isEqualTo(machine.get("name").asText());
            for (String key : STEADY) {
                if (key.startsWith("filesystem") || key.startsWith("network")) {
                    tab.navigate(told.get("url").asText() + "/machines/"
                            + machine.get("id").asText() + "/readings?family=" + key.substring(0, key.indexOf('.')));
                } else if (tab.url().contains("readings")) {
                    tab.goBack();
                }
                JsonNode value = value(machine, key);
                assertThat(tab.textContent("main"))
                        .as(key)
                        .contains(format.value(Catalogue.byKey(key).orElseThrow(), plain(value)));
            }
        }
    }

    private static Object plain(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return value.isNumber() ? value.numberValue() : value.asText();
    }

    private static JsonNode value(JsonNode machine, String key) {
        for (JsonNode reading : machine.get("readings")) {
            if (reading.get("key").asText().equals(key)) {
                return reading.get("value");
            }
        }
        throw new AssertionError(key + " is missing");
    }

    private static long totalMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode machine(JsonNode told) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(told.get("url").asText() + "/api/v1/machines/"
                                + told.get("deviceId").asText()))
                        .header(
                                "Authorization",
                                "Bearer " + told.get("apiToken").asText())
                        .build(),
                BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static void copySources(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (NOT_SOURCES.contains(String.valueOf(directory.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A running {@code ./quickstart}. */
    private static final class Quickstart implements AutoCloseable {
        private final Path data;
        private final Path log;
        private final Process process;

        Quickstart(Path sources, Path data, int httpPort, int httpsPort, int mqttPort) throws IOException {
            this.data = data;
            this.log = Files.createTempFile(sources.getParent(), "quickstart", ".log");
            // Where the tests run in the background Ctrl-C is ignored, and a shell cannot undo that by itself.
            ProcessBuilder builder = new ProcessBuilder(
                            "env", "--default-signal=INT", "./quickstart", "--data", data.toString())
                    .directory(sources.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("SOCLE_HTTP_PORT", Integer.toString(httpPort));
            builder.environment().put("SOCLE_MQTT_PORT", Integer.toString(mqttPort));
            builder.environment().put("SOCLE_HTTPS_PORT", Integer.toString(httpsPort));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            this.process = builder.start();
        }

        String output() throws IOException {
            return Files.readString(log);
        }

        /** Waits until it has said something, and answers when. */
        Instant await(String text) throws IOException, InterruptedException {
            for (int i = 0; i < 3_000; i++) {
                if (output().contains(text)) {
                    return Instant.now();
                }
                if (!process.isAlive()) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            throw new AssertionError("quickstart did not say '" + text + "':\n" + output());
        }

        JsonNode told() throws IOException {
            return new ObjectMapper().readTree(data.resolve("quickstart.json").toFile());
        }

        /** Ctrl-C. */
        void interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(exit()).as(output()).isZero();
        }

        int exit() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
