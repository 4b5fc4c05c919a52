package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Machine;
import org.socle.edge.source.Commands;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;
import org.socle.edge.source.Ticks;

/**
 * Operating system, host name and start.
 *
 * <pre>
 * machine.host_name = salle3-poste07
 * machine.os_name = Debian GNU/Linux
 * machine.os_version = 12
 * machine.kernel = 6.1.0-28-amd64
 * machine.architecture = x86_64
 * machine.boot_time = 1767594213
 * machine.uptime = 12473 s
 * </pre>
 */
final class SystemProbe implements Probe {

    /** A start before 2020 was dated by a clock that was not set yet. */
    private static final long CLOCK_WAS_SET = 1_577_836_800;

    /** Nor did any machine start after 2100. */
    private static final long FAR_FUTURE = 4_102_444_800L;

    private final SysFs files;
    private final Commands commands;
    private @Nullable String architecture;

    SystemProbe(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    @Override
    public String name() {
        return "system";
    }

    @Override
    public boolean present() {
        return files.exists("proc/uptime");
    }

    @Override
    public void read(Readings out) throws IOException {
        out.putIf(
                Machine.HOST_NAME,
                files.read("proc/sys/kernel/hostname")
                        .filter(name -> !name.equals("(none)"))
                        .or(() -> files.read("etc/hostname")),
                "proc/sys/kernel/hostname");
        List<String> release =
                files.exists("etc/os-release") ? files.lines("etc/os-release") : files.lines("usr/lib/os-release");
        out.putIf(Machine.OS_NAME, field(release, "NAME"), "etc/os-release NAME=");
        out.putIf(Machine.OS_VERSION, field(release, "VERSION_ID"), "etc/os-release VERSION_ID=");
        out.putIf(Machine.KERNEL, files.read("proc/sys/kernel/osrelease"), "proc/sys/kernel/osrelease");
        out.putIf(Machine.ARCHITECTURE, architecture(), "proc/sys/kernel/arch");
        out.putIf(
                Machine.BOOT_TIME,
                files.lines("proc/stat").stream()
                        .filter(line -> line.startsWith("btime "))
                        .flatMap(line -> Numbers.whole(line.substring(6)).stream())
                        .filter(time -> time > CLOCK_WAS_SET && time < FAR_FUTURE)
                        .findFirst(),
                "proc/stat btime ");
        out.putIf(
                Machine.UPTIME,
                files.read("proc/uptime")
                        .flatMap(text -> Numbers.decimal(text.split(" ", 2)[0]))
                        .filter(seconds -> seconds >= 0 && seconds < Ticks.LONGEST_UPTIME)
                        .map(Double::longValue),
                "proc/uptime");
    }

    /** A value of {@code os-release}, without its quotes. */
    static Optional<String> field(List<String> release, String key) {
        return release.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).strip().replaceAll("^[\"']|[\"']$", ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The kernel's, which may differ from Java's. Kernels from 6.1 tell in a file, others are asked once. */
    private Optional<String> architecture() throws IOException {
        String known = architecture;
        if (known == null) {
            Optional<String> file = files.read("proc/sys/kernel/arch");
            if (file.isPresent()) {
                known = file.get();
            } else if (commands.available("uname")) {
                known = commands.run(List.of("uname", "-m"), Duration.ofSeconds(5))
                        .stdout()
                        .strip();
            }
            architecture = known;
        }
        return Optional.ofNullable(known);
    }
}
