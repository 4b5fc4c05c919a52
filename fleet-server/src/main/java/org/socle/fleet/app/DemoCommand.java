package org.socle.fleet.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.Settings;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.demo.DemoBuilder;
import org.socle.fleet.demo.Sweep;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.intake.HistoryIntake;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.StorageAdvice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code socle-server demo}: makes the past of the demo, or what is missing of it, and tells how far it has come. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Make the demo's invented data, or bring them up to now; run them with 'run --demo'.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, by default /etc/socle/server.toml if it is there.")
    @Nullable
    Path config;

    @Spec
    @Nullable
    CommandSpec spec;

    private String month = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings =
                config == null ? Settings.load(ServerConfig.DEFAULT_FILE, false) : Settings.load(config, true);
        Path data = ServerConfig.of(settings, System.getenv()).data();
        long started = System.nanoTime();
        boolean made;
        try {
            made = new DemoBuilder(data, Clock.systemUTC(), DemoCommand::incidents, this::told).run();
        } catch (RuntimeException e) {
            throw StorageAdvice.on(data, e);
        }
        tell("%s in %d s", made ? "12 schools and 300 machines, 13 months" : "The demo goes on", seconds(started));
        return 0;
    }

    private static long seconds(long started) {
        return (System.nanoTime() - started) / 1_000_000_000;
    }

    private void told(Instant simulated, int percent) {
        String now = simulated.atZone(ZoneOffset.UTC).toLocalDate().toString().substring(0, 7);
        if (!now.equals(month)) {
            month = now;
            tell("%s (%d %%)", now, percent);
        }
    }

    private void tell(String text, Object... values) {
        PrintWriter out =
                Objects.requireNonNull(spec, "filled by picocli").commandLine().getOut();
        out.println("      " + String.format(Locale.ROOT, text, values));
        out.flush();
    }

    /** Incidents come and go along the past as they would have by the clock. */
    private static Sweep incidents(Database database, HistoryIntake intake) {
        StoredCalendar calendar = new StoredCalendar(database, Clock.systemUTC());
        return new IncidentSweep(database, calendar, intake::latest)::sweep;
    }
}
