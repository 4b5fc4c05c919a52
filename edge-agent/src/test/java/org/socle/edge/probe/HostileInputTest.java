package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.socle.contract.catalogue.Clock;
import org.socle.contract.catalogue.Network;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.edge.source.RecordedCommands;
import org.socle.edge.source.RecordedVolumes;
import org.socle.edge.source.SysFs;
import org.socle.edge.tree.Reading;

/**
 * Whatever the kernel, the firmware or a program says, a probe gives readings or fails with an {@link IOException}; and no
 * count, size or share it gives is below zero.
 */
class HostileInputTest {
    private static final Path MACHINES = Path.of("src/test/resources/machines");
    private static final Set<Resource> MAY_BE_NEGATIVE =
            Set.of(Temperature.VALUE, Storage.TEMPERATURE, Network.SIGNAL, Clock.OFFSET);

    /** What drivers, firmware and broken hardware have been seen to say, and worse. */
    private static final List<String> NONSENSE = List.of(
            "",
            "\0",
            "-1",
            "0",
            "1",
            "4294967295",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551615",
            "99999999999999999999999999",
            "0x",
            "0xffffffffffffffffffff",
            "NaN",
            "1e400",
            "unknown",
            "To be filled by O.E.M.",
            "\u00ff\ufffd\u202e",
            "a b c d e f g h i j k l m n o p",
            " - ",
            "x - y",
            "Tcp: OutSegs RetransSegs\nTcp: -5 -7",
            "key=\nkey=\"\n=\n",
            ":\n:::\n",
            "[]",
            "null",
            "{}",
            "{\"smartctl\": 1}");

    @Property(tries = 100)
    void anyDamagedMachineGivesReadingsOrAClearError(
            @ForAll("machines") String machine, @ForAll long seed, @ForAll("shares") double share) throws IOException {
        try (Damaged files = new Damaged(MACHINES.resolve(machine), new Random(seed), share)) {
            List<Probe> probes = probes(files.root());
            // Twice, since some compare with what they read before.
            for (int read = 0; read < 2; read++) {
                files.damage();
                for (Probe probe : probes) {
                    assertBehaves(machine + ", probe " + probe.name() + ", seed " + seed, probe);
                }
            }
        }
    }

    private static void assertBehaves(String what, Probe probe) {
        Readings readings = new Readings();
        try {
            if (probe.present()) {
                probe.read(readings);
            }
            probe.obstacles();
        } catch (IOException e) {
            assertThat(e.getMessage()).as(what).isNotBlank();
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
        readings.list().forEach(HostileInputTest::assertSensible);
    }

    @Property(tries = 2_000)
    void anyJsonOfSmartctlGivesValuesOrAClearError(@ForAll("jsons") String json) {
        try {
            Smart.parse(json).forEach((resource, value) -> assertSensible(new Reading(resource, "sda", value)));
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void anyLinesGiveReadingsOrNone(@ForAll List<String> lines, @ForAll String text) {
        FileSystemProbe.local(lines);
        FileSystemProbe.readOnlyByFstab(lines);
        LinkProbe.segments(lines);
        NetworkProbe.signal(lines, text);
        NetworkProbe.failedSends(lines, text);
        GatewayProbe.parse(text);
        WifiStation.parse(text);
        ProcessorProbe.model(lines);
        SystemProbe.field(lines, text);
        ClockProbe.answer(text);
        PiPowerProbe.parse(text);
        FirmwareText.meant(text);
        FirmwareText.meantUuid(text);
        assertThat(StorageProbe.used(text).orElse(0L)).isBetween(0L, 110L);
    }

    /** Those that read files and commands themselves; OSHI's are in {@link OshiProbesTest}. */
    private static List<Probe> probes(Path root) {
        SysFs files = new SysFs(root);
        RecordedCommands commands = new RecordedCommands(root.resolve("commands"));
        return List.of(
                new IdentityProbe(files),
                new SystemProbe(files, commands),
                new PiPowerProbe(files),
                new FileSystemProbe(files, new RecordedVolumes(files)),
                new TemperatureProbe(files),
                new FanProbe(files),
                new BatteryProbe(files),
                new NetworkProbe(files, commands),
                new LinkProbe(files),
                new GatewayProbe(files, commands),
                new ClockProbe(files, commands),
                new MemoryModuleProbe(files),
                new HardwareErrorsProbe(files),
                new MonitorProbe(files),
                new UnitsProbe(files, commands),
                new UpdatesProbe(files, commands),
                new UsbProbe(files),
                new PrinterProbe(commands),
                new StorageProbe(files, commands));
    }

    static void assertSensible(Reading reading) {
        if (reading.value() instanceof Number number && !MAY_BE_NEGATIVE.contains(reading.resource())) {
            assertThat(number.doubleValue()).as(reading.toString()).isNotNegative();
        }
        if ("/100".equals(reading.resource().unit()) && reading.resource() != Storage.PERCENTAGE_USED) {
            assertThat(((Number) reading.value()).longValue())
                    .as(reading.toString())
                    .isLessThanOrEqualTo(255);
        }
    }

    @Provide
    Arbitrary<String> machines() {
        return Arbitraries.of("optiplex-7010", "latitude-e6430", "nvme-mini-pc", "netbook-32-bit", "raspberry-pi-3");
    }

    @Provide
    Arbitrary<Double> shares() {
        return Arbitraries.of(0.05, 0.3, 1.0);
    }

    /** Captures with a piece replaced, cut off, or doubled; and plain nonsense. */
    @Provide
    Arbitrary<String> jsons() throws IOException {
        List<String> captures;
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/smartctl"))) {
            captures = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(HostileInputTest::text)
                    .toList();
        }
        Arbitrary<String> damaged = Arbitraries.of(captures)
                .flatMap(capture -> Arbitraries.longs().map(seed -> damagedJson(capture, new Random(seed))));
        return Arbitraries.oneOf(
                damaged, Arbitraries.of(NONSENSE), Arbitraries.strings().ofMaxLength(40));
    }

    private static String damagedJson(String capture, Random random) {
        String json = capture;
        for (int i = 0; i < 4; i++) {
            int from = random.nextInt(json.length());
            switch (random.nextInt(4)) {
                case 0 ->
                    json = json.substring(0, from)
                            + NONSENSE.get(random.nextInt(NONSENSE.size()))
                            + json.substring(Math.min(json.length(), from + random.nextInt(6)));
                // Another value in the place of a whole one.
                default -> {
                    int colon = json.indexOf(": ", from);
                    int end = colon < 0 ? -1 : json.indexOf('\n', colon);
                    if (end > 0 && json.charAt(end - 1) != '{' && json.charAt(end - 1) != '[') {
                        List<String> values = List.of(
                                "-1",
                                "0",
                                "1e300",
                                "-0.5",
                                "18446744073709551615",
                                "340282366920938463463374607431768211455",
                                "null",
                                "true",
                                "\"\"",
                                "[]",
                                "{}",
                                "\"99999999999999999999 (x)\"");
                        String comma = json.charAt(end - 1) == ',' ? "," : "";
                        json = json.substring(0, colon + 2)
                                + values.get(random.nextInt(values.size()))
                                + comma
                                + json.substring(end);
                    }
                }
            }
            if (json.isEmpty()) {
                return json;
            }
        }
        return json;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    /** A copy of a captured machine with some of its files full of nonsense. */
    private static final class Damaged implements AutoCloseable {
        private final Path root;
        private final Map<Path, byte[]> files = new TreeMap<>();
        private final Random random;
        private final double share;

        Damaged(Path machine, Random random, double share) throws IOException {
            this.root = Files.createTempDirectory("damaged");
            this.random = random;
            this.share = share;
            try (Stream<Path> all = Files.walk(machine)) {
                for (Path file : all.filter(Files::isRegularFile)
                        .filter(file ->
                                !file.endsWith("volumes") && !file.toString().endsWith(".exit"))
                        .filter(file ->
                                !file.toString().toLowerCase(Locale.ROOT).contains("/cpu"))
                        .toList()) {
                    files.put(root.resolve(machine.relativize(file).toString()), Files.readAllBytes(file));
                }
            }
            for (Path file : files.keySet()) {
                Files.createDirectories(file.getParent());
            }
        }

        Path root() {
            return root;
        }

        void damage() throws IOException {
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                if (random.nextDouble() < share) {
                    Files.writeString(file.getKey(), NONSENSE.get(random.nextInt(NONSENSE.size())));
                } else {
                    Files.write(file.getKey(), file.getValue());
                }
            }
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
