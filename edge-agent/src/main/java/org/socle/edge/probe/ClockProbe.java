package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Clock;
import org.socle.edge.source.Commands;
import org.socle.edge.source.SysFs;

/**
 * Whether a time server keeps the clock right, as systemd or chrony tell; nothing when neither does.
 *
 * <pre>
 * clock.synchronised = true
 * clock.offset = 12 ms
 * </pre>
 */
final class ClockProbe implements Probe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A synchronised clock stays so for a while: the programs are asked at every tenth read only. */
    private static final int SPARED_READS = 9;

    private final SysFs files;
    private final Commands commands;
    private int spare;
    private @Nullable Long offset;

    ClockProbe(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public boolean present() {
        return files.exists("run/systemd/timesync/synchronized")
                || commands.available("timedatectl")
                || commands.available("chronyc");
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void read(Readings out) throws IOException {
        if (spare > 0) {
            spare--;
            out.put(Clock.SYNCHRONISED, true);
            out.putIf(Clock.OFFSET, Optional.ofNullable(offset));
            return;
        }
        offset = ClockOffset.read(commands).orElse(null);
        out.putIf(Clock.OFFSET, Optional.ofNullable(offset));
        String asked =
                Stream.of("timedatectl", "chronyc").filter(commands::available).collect(Collectors.joining(", "));
        if (offset == null) {
            out.absent(
                    Clock.OFFSET,
                    asked.isEmpty() ? Why.NO_PROGRAM : Why.UNTOLD,
                    asked.isEmpty() ? "timedatectl, chronyc" : asked);
        }
        if (files.exists("run/systemd/timesync/synchronized")) {
            out.put(Clock.SYNCHRONISED, true);
            spare = SPARED_READS;
            return;
        }
        Optional<Boolean> synchronised = ask(List.of("timedatectl", "show", "-p", "NTPSynchronized", "--value"));
        if (synchronised.isEmpty()) {
            synchronised = ask(List.of("chronyc", "-c", "tracking"));
        }
        out.putIf(Clock.SYNCHRONISED, synchronised);
        if (synchronised.isEmpty()) {
            out.absent(Clock.SYNCHRONISED, Why.UNTOLD, asked);
        }
        spare = synchronised.orElse(false) ? SPARED_READS : 0;
    }

    private Optional<Boolean> ask(List<String> command) throws IOException {
        if (!commands.available(command.get(0))) {
            return Optional.empty();
        }
        Commands.Result result = commands.run(command, PATIENCE);
        return result.exit() == 0 ? answer(result.stdout()) : Optional.empty();
    }

    /** {@code yes} or {@code no} of timedatectl; the leap status at the end of chronyc's line. */
    static Optional<Boolean> answer(String output) {
        String text = output.strip().toLowerCase(Locale.ROOT);
        String last = text.substring(text.lastIndexOf(',') + 1);
        return switch (last) {
            case "yes", "normal", "insert second", "delete second" -> Optional.of(true);
            case "no", "not synchronised" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
