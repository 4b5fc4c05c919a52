package org.socle.fleet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.probe.MachineFacts;
import org.socle.edge.source.SysFs;
import org.socle.enrol.Keys;
import org.socle.enrol.RequestWriter;
import org.socle.fleet.app.TestServer;

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

    /** What a request for a certificate holds, and by which words the page names it. */
    private static final Map<String, String> AT_JOINING = Map.of(
            "CN", "host name",
            "O", "maker",
            "OU", "model",
            "SERIALNUMBER", "serial number",
            "urn:socle:hardware:firmware", "serial numbers of firmware",
            "urn:socle:hardware:disk", "built-in disks",
            "urn:socle:hardware:network", "addresses of built-in network cards");

    @Test
    void whatLeavesAMachineAtJoiningIsOnThePage(@TempDir Path withCard) throws Exception {
        // No capture says who gave its cards their addresses, and such addresses are not taken.
        Path card = Files.createDirectories(withCard.resolve("sys/class/net/eno1/device"))
                .getParent();
        Files.writeString(card.resolve("addr_assign_type"), "0\n");
        Files.writeString(card.resolve("address"), "00:11:22:33:44:55\n");
        List<Path> all = new ArrayList<>(List.of(withCard));
        try (Stream<Path> machines = Files.list(MACHINES)) {
            machines.filter(Files::isDirectory).forEach(all::add);
        }
        Set<String> sent = new TreeSet<>();
        for (Path machine : all) {
            MachineFacts facts = new MachineFacts(new SysFs(machine));
            // As the agent writes it when it joins, and when its certificate is renewed.
            sent.addAll(content(RequestWriter.write(
                    Keys.generate(), facts.label(), facts.hardware().names())));
        }
        assertThat(sent).isEqualTo(new TreeSet<>(AT_JOINING.keySet()));
        assertThat(server.get("/about/data", "", "Accept-Language", "en").body())
                .contains(AT_JOINING.values());
    }

    /** The kinds of names in a request, without what they say. */
    private static Set<String> content(byte[] request) throws IOException {
        Set<String> kinds = new TreeSet<>();
        PKCS10CertificationRequest decoded = new PKCS10CertificationRequest(request);
        for (RDN part : decoded.getSubject().getRDNs()) {
            kinds.add(BCStyle.INSTANCE.oidToDisplayName(part.getFirst().getType()));
        }
        Extensions extensions = decoded.getRequestedExtensions();
        if (extensions != null) {
            assertThat(extensions.getExtensionOIDs()).containsExactly(Extension.subjectAlternativeName);
            for (GeneralName name : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName)
                    .getNames()) {
                String text = name.getName().toString();
                assertThat(text).matches(".*:[0-9a-f]{32}");
                kinds.add(text.substring(0, text.lastIndexOf(':')));
            }
        }
        assertThat(decoded.getAttributes()).hasSize(extensions == null ? 0 : 1);
        return kinds;
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
