package org.socle.fleet.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.senml.SenmlFormat;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Tls;
import org.socle.enrol.authority.Authorities;
import org.socle.enrol.authority.CertificateAuthority;
import org.socle.fleet.app.ServerProcess;
import org.socle.fleet.intake.RawMqtt;
import org.socle.fleet.intake.TestDevice;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.store.Database;

/**
 * What connected devices take of the server's memory, and that those that have left take nothing: so many connect, report, follow
 * their commands and leave, and as many others come. Over TLS as devices do, or with {@code -Dsocle.tls=false} without.
 */
@Tag("bench")
class DoorsBench {
    private static final int DEVICES = Integer.getInteger("socle.devices", 10_000);
    private static final boolean TLS = !"false".equals(System.getProperty("socle.tls"));

    private final KeyPair pair = Keys.generate();

    @Test
    void memoryIsThatOfWhoIsThere(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        ServerProcess server = new ServerProcess(data, "2g");
        try {
            server.awaitReadiness("ready\n");
            long empty = live(server.pid());
            System.out.printf("live heap without devices: %,d kB%n", empty);
            for (int round = 1; round <= 2; round++) {
                List<RawMqtt> devices = connect(server, data);
                long full = live(server.pid());
                System.out.printf(
                        "round %d: %,d devices: %,d kB, %.1f kB a device%n",
                        round, devices.size(), full, (full - empty) / (double) devices.size());
                for (RawMqtt device : devices) {
                    device.close();
                }
                TimeUnit.SECONDS.sleep(10);
                System.out.printf("round %d: all gone: %,d kB%n", round, live(server.pid()));
            }
        } finally {
            server.kill();
        }
    }

    private List<RawMqtt> connect(ServerProcess server, Path data) throws Exception {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(DEVICES).toList();
        CertificateAuthority authority =
                Authorities.existing(data.resolve("ca")).current();
        List<X509Certificate> certificates = TLS
                ? ids.stream()
                        .map(id -> authority.device(id, pair.getPublic(), Instant.now()))
                        .toList()
                : List.of();
        if (TLS) {
            enrol(data, ids, certificates);
        }
        long started = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<RawMqtt>> connecting = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            UUID id = ids.get(i);
            List<X509Certificate> chain = TLS ? authority.chain(certificates.get(i)) : List.of();
            connecting.add(threads.submit(() -> device(server, id, chain, authority)));
        }
        List<RawMqtt> devices = new ArrayList<>();
        for (Future<RawMqtt> each : connecting) {
            devices.add(each.get());
        }
        threads.shutdown();
        System.out.printf("%.0f devices a second%n", DEVICES / ((System.nanoTime() - started) / 1e9));
        return devices;
    }

    private RawMqtt device(ServerProcess server, UUID id, List<X509Certificate> chain, CertificateAuthority authority)
            throws IOException {
        Socket socket = TLS
                ? new Tls(new Identity(pair.getPrivate(), chain), List.of(authority.root()))
                        .context()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.mqttsPort)
                : new Socket("127.0.0.1", server.mqttPort);
        RawMqtt device = new RawMqtt(socket, 5);
        int code = device.connect(id.toString());
        if (code != 0) {
            throw new IOException("refused with " + code);
        }
        device.subscribe("socle/v1/" + id + "/cmd", 1);
        device.publish(
                "socle/v1/" + id + "/up",
                TestDevice.load(System.currentTimeMillis() / 1000.0, 1, 42).encode(SenmlFormat.CBOR),
                "");
        return device;
    }

    /** As if they had joined: ten thousand would take hours to be let in by code, as they should. */
    private static void enrol(Path data, List<UUID> ids, List<X509Certificate> certificates) {
        try (Database database = Database.open(data)) {
            database.writing(handle -> {
                MachineRegister register = new MachineRegister();
                for (int i = 0; i < ids.size(); i++) {
                    long machine = register.add(
                            handle, new MachineRegister.Newcomer("", "", "", "", null, null), Instant.now());
                    handle.execute(
                            "UPDATE machine SET device = ? WHERE id = ?",
                            ids.get(i).toString(),
                            machine);
                    X509Certificate each = certificates.get(i);
                    handle.execute(
                            "INSERT INTO certificate (serial, machine, key, authority, issued, expires)"
                                    + " VALUES (?, ?, ?, 1, ?, ?)",
                            each.getSerialNumber().toString(16),
                            machine,
                            Keys.fingerprint(each.getPublicKey()),
                            System.currentTimeMillis(),
                            each.getNotAfter().getTime());
                }
            });
        }
    }

    /** Kilobytes in use after a whole collection. */
    private static long live(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd(pid, "GC.heap_info"));
        long sum = 0;
        // Young and old generation; what follows is of classes.
        for (int i = 0; i < 2 && used.find(); i++) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    private static String jcmd(long pid, String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), what)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }
}
