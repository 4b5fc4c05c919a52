package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Updates;
import org.socle.edge.source.Commands;
import org.socle.edge.source.SysFs;

/**
 * What the packages need, by the package lists that are there: nothing is fetched, and nothing changed. Debian, Ubuntu and
 * their kin.
 *
 * <pre>
 * updates.pending = 14 count
 * updates.security = 3 count
 * updates.listed = 1767580000
 * updates.reboot_required = true
 * updates.support_end = 1846022400
 * </pre>
 */
final class UpdatesProbe implements Probe {
    private static final String APT = "apt-get";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Simulated, with no lock taken; with new dependencies, as unattended-upgrades would. */
    private static final List<String> SIMULATION =
            List.of(APT, "-s", "-q", "-o", "Debug::NoLocking=1", "--with-new-pkgs", "upgrade");

    /** Ends every simulation, also of a machine that needs nothing: without it, no line proves nothing. */
    private static final Pattern SUMMARY = Pattern.compile("(?m)^\\d+ upgraded, \\d+ newly installed, ");

    private static final String STATUS = "var/lib/dpkg/status";
    private static final String LISTS = "var/lib/apt/lists";

    /** Touched after each update of the lists by the system's own timer; the directory itself only when something was new. */
    private static final String FETCHED = "var/lib/apt/periodic/update-success-stamp";

    private final SysFs files;
    private final Commands commands;

    UpdatesProbe(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    /** How many packages a simulation would install, and how many of them come from a security archive. */
    record Count(long pending, long security) {}

    @Override
    public String name() {
        return "updates";
    }

    @Override
    public boolean present() {
        return files.exists(STATUS) || OsSupport.end(files).isPresent();
    }

    @Override
    public boolean slow() {
        return true;
    }

    @Override
    public Duration period() {
        return Duration.ofHours(6);
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void read(Readings out) throws IOException {
        Optional<Long> end = OsSupport.end(files);
        out.putIf(Updates.SUPPORT_END, end);
        if (end.isEmpty()) {
            out.absent(Updates.SUPPORT_END, Why.UNKNOWN_RELEASE, "/etc/os-release");
        }
        if (!files.exists(STATUS)) {
            for (Resource resource :
                    List.of(Updates.PENDING, Updates.SECURITY, Updates.LISTED, Updates.REBOOT_REQUIRED)) {
                out.absent(resource, Why.LOOKED, STATUS);
            }
            return;
        }
        out.put(
                Updates.REBOOT_REQUIRED,
                files.exists("run/reboot-required") || files.exists("var/run/reboot-required"));
        // Without lists, nothing waits because nothing is known.
        if (files.list(LISTS).stream().noneMatch(name -> name.contains("_Packages"))) {
            for (Resource resource : List.of(Updates.PENDING, Updates.SECURITY, Updates.LISTED)) {
                out.absent(resource, Why.NO_PACKAGE_LISTS, "/" + LISTS);
            }
            return;
        }
        out.putIf(Updates.LISTED, files.modified(FETCHED).or(() -> files.modified(LISTS)));
        if (commands.available(APT)) {
            Commands.Result result = commands.run(SIMULATION, PATIENCE);
            if (result.exit() != 0) {
                throw new IOException("apt-get ended with status " + result.exit());
            }
            if (!SUMMARY.matcher(result.stdout()).find()) {
                throw new IOException("apt-get ended without its summary");
            }
            Count count = count(result.stdout());
            out.put(Updates.PENDING, count.pending());
            out.put(Updates.SECURITY, count.security());
        } else {
            out.absent(Updates.PENDING, Why.NO_PROGRAM, APT);
            out.absent(Updates.SECURITY, Why.NO_PROGRAM, APT);
        }
    }

    /** Lines as {@code Inst libc6 [2.36-9] (2.36-9+deb12u9 Debian-Security:12/stable-security [amd64])}. */
    static Count count(String simulation) {
        List<String> installs =
                simulation.lines().filter(line -> line.startsWith("Inst ")).toList();
        long security = installs.stream()
                .map(line -> line.substring(line.indexOf('(') + 1).toLowerCase(Locale.ROOT))
                .filter(origin -> origin.contains("-security"))
                .count();
        return new Count(installs.size(), security);
    }
}
