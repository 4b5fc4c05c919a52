package org.socle.fleet.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Scope;
import org.socle.fleet.enrolment.NewCode;

/** What {@code docs/contract.md} tells people to type, typed; and what nobody should send, sent, by mosquitto's own programs. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractFromOutsideTest {
    private static final int TOO_LONG = 262_145;

    private TestServer server;
    private Path directory;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        server = new TestServer(temporary.resolve("server"));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void theDocumentedCommandsWork() throws Exception {
        List<String> blocks = shellBlocks(Path.of("../docs/contract.md"));
        assertThat(blocks).hasSize(5);
        Files.createDirectories(directory.resolve(".socle"));
        Files.createSymbolicLink(directory.resolve(".socle/server"), directory.resolve("server"));
        String code = server.enrolment()
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, NewCode.USUAL, 1, true))
                .text();
        Files.writeString(
                directory.resolve(".socle/quickstart.json"),
                "{\"mqttPort\": %d, \"apiToken\": \"%s\", \"url\": \"%s\", \"httpsUrl\": \"%s\", \"enrolmentCode\": \"%s\"}"
                        .formatted(server.mqttsPort(), server.token(), server.url(), server.httpsUrl(), code));

        Output output = run("bash", "-euc", """
                plain=%d
                %s
                { timeout 8 %s || true; } > followed &
                sleep 2
                { %s } > joined 2>&1 || cat joined
                %s
                wait
                """.formatted(
                        server.mqttPort(), blocks.get(0), blocks.get(4).strip(), blocks.get(1), blocks.get(2)));

        assertThat(output.exit()).as(output.text()).isZero();
        JsonNode machine = new ObjectMapper().readTree(output.text());
        String id = machine.get("id").asText();
        assertThat(machine.get("name").asText()).isEqualTo("essai");
        assertThat(machine.get("readings").get(1).get("key").asText()).isEqualTo("processor.load");
        assertThat(machine.get("readings").get(1).get("value").asInt()).isEqualTo(41);
        assertThat(Files.readString(directory.resolve("followed")))
                .contains("socle/v1/" + id + "/up application/senml+json 5b7b22626e22");

        Process following = new ProcessBuilder(
                        "bash",
                        "-euc",
                        "id=" + id + "\n" + blocks.get(0) + "timeout 8 "
                                + blocks.get(3).strip())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        TimeUnit.SECONDS.sleep(2);
        server.stream("/machines/" + id + "/live", server.signIn()).body().close();
        String heard = new String(following.getInputStream().readAllBytes(), UTF_8);
        assertThat(heard).contains("socle/v1/" + id + "/cmd").contains("/42777/0/5");
    }

    private static List<String> shellBlocks(Path markdown) throws IOException {
        Matcher matcher = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(markdown));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    @Test
    void whatBreaksTheContractIsCountedAndShownNowhere() throws Exception {
        UUID id = UUID.randomUUID();
        Path huge = Files.writeString(directory.resolve("huge"), "[" + " ".repeat(TOO_LONG) + "]");
        Path bomb = Files.writeString(directory.resolve("bomb"), "[".repeat(100_000));
        Path noise = Files.write(directory.resolve("noise"), new byte[] {(byte) 0x9f, (byte) 0xff, 0, 17, (byte) 0xbb});
        double before = refused();

        for (Path file : List.of(huge, bomb, noise)) {
            assertThat(publish(id, "up", "-f", file.toString()).exit()).isZero();
        }
        for (String payload : List.of(
                "not a pack",
                "[{\"n\":\"/42770/0/3\",\"v\":\"<script>\"}]",
                "[{\"n\":\"/42770/0/3\",\"v\":1e999}]",
                "[{\"n\":\"/99999/0/3\",\"v\":1}]",
                "[{\"n\":\"/42770/0/3\",\"u\":\"Cel\",\"v\":41}]",
                "[{\"n\":\"/42770/0/3\",\"t\":99999999999,\"v\":41}]")) {
            assertThat(publish(id, "up", "-m", payload).exit()).isZero();
        }
        assertThat(publish(id, "state", "-m", "{\"state\":\"exploded\"}").exit())
                .isZero();
        // Somebody else's topic: the broker itself refuses.
        assertThat(publish(id, "../" + UUID.randomUUID() + "/up", "-m", "[]").text())
                .contains("Not authorized");

        for (int i = 0; i < 100 && refused() < before + 10; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(refused()).isEqualTo(before + 10);
        assertThat(server.api("/api/v1/machines/" + id).statusCode()).isEqualTo(404);
        assertThat(server.get("/machines", server.signIn()).body())
                .doesNotContain(id.toString())
                .doesNotContain("&lt;script");
        assertThat(server.get("/metrics", "").body()).contains("socle_intake_quarantined_total 0.0");
        assertThat(server.get("/readyz", "").statusCode()).isEqualTo(200);
    }

    private double refused() throws IOException, InterruptedException {
        return server.get("/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("socle_intake_refused_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('}') + 1)))
                .sum();
    }

    private Output publish(UUID id, String channel, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "mosquitto_pub",
                "-V",
                "mqttv5",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(server.mqttPort()),
                "-i",
                id.toString(),
                "-q",
                "1",
                "-t",
                Path.of("socle/v1/" + id).resolve(channel).normalize().toString(),
                "-D",
                "publish",
                "content-type",
                "application/senml+json"));
        command.addAll(Arrays.asList(what));
        return run(command.toArray(String[]::new));
    }

    private record Output(int exit, String text) {}

    private Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Output(process.exitValue(), text);
    }
}
