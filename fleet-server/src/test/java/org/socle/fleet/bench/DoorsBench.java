package org.socle.fleet.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.ServerProcess;
import org.socle.fleet.intake.RawMqtt;
import org.socle.fleet.intake.TestDevice;

/**
 * What connected devices take of the server's memory, and that those that have left take nothing: so many connect, report, follow
 * their commands and leave, and as many others come. Without TLS, whose buffers come on top.
 */
@Tag("bench")
class DoorsBench {
    private static final int DEVICES = Integer.getInteger("socle.devices", 10_000);

    @Test
    void memoryIsThatOfWhoIsThere(@TempDir Path directory) throws Exception {
        ServerProcess server = new ServerProcess(directory.resolve("data"), "2g");
        try {
            server.awaitReadiness("ready\n");
            long empty = live(server.pid());
            System.out.printf("live heap without devices: %,d kB%n", empty);
            for (int round = 1; round <= 2; round++) {
                List<RawMqtt> devices = connect(server);
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

    private static List<RawMqtt> connect(ServerProcess server) throws IOException {
        List<RawMqtt> devices = new ArrayList<>();
        long started = System.nanoTime();
        for (int i = 0; i < DEVICES; i++) {
            UUID id = UUID.randomUUID();
            RawMqtt device = new RawMqtt(new Socket("127.0.0.1", server.mqttPort), 5);
            int code = device.connect(id.toString());
            if (code != 0) {
                throw new IOException("refused with " + code + " after " + i);
            }
            device.subscribe("socle/v1/" + id + "/cmd", 1);
            device.publish(
                    "socle/v1/" + id + "/up",
                    TestDevice.load(System.currentTimeMillis() / 1000.0, 1, 42).encode(SenmlFormat.CBOR),
                    "");
            devices.add(device);
        }
        System.out.printf("%.0f devices a second%n", DEVICES / ((System.nanoTime() - started) / 1e9));
        return devices;
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
