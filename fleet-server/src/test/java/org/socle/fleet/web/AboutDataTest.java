package org.socle.fleet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.TestServer;

/** What a machine transmits and what the page says it transmits are the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AboutDataTest {
    private static final Path MACHINES = Path.of("../edge-agent/src/test/resources/machines");
    private static final Pattern KEY = Pattern.compile("\\(([a-z_]+\\.[a-z_0-9]+),");

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        server = new TestServer(directory);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private Set<String> declared(String language) throws Exception {
        String page = server.get("/about/data", "", "Accept-Language", language).body();
        Set<String> keys = new TreeSet<>();
        Matcher matcher = KEY.matcher(page);
        while (matcher.find()) {
            assertThat(keys.add(matcher.group(1))).as(matcher.group(1)).isTrue();
        }
        return keys;
    }

    @Test
    void thePageListsTheCatalogueAndNothingElse() throws Exception {
        Set<String> catalogue = new TreeSet<>(Catalogue.resources().keySet());
        assertThat(declared("fr")).isEqualTo(catalogue);
        assertThat(declared("en")).isEqualTo(catalogue);
    }

    @Test
    void whatLeavesAnyMachineIsOnThePage() throws Exception {
        Set<String> declared = declared("fr");
        Set<String> sent = new TreeSet<>();
        try (Stream<Path> machines = Files.list(MACHINES)) {
            for (Path machine : machines.filter(Files::isDirectory).sorted().toList()) {
                // The very content of a first report, as `show --json` prints it.
                Pack pack = Pack.decode(shown(machine), SenmlFormat.JSON);
                pack.samples().forEach(sample -> sent.add(sample.resource().key()));
            }
        }
        assertThat(sent).hasSizeGreaterThan(100);
        assertThat(declared).containsAll(sent);
    }

    private static byte[] shown(Path machine) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.socle.edge.Main",
                "show",
                "--json",
                "--root",
                machine.toAbsolutePath().normalize().toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // A log in front of it is not it.
        return text.substring(text.indexOf('[')).getBytes(UTF_8);
    }
}
