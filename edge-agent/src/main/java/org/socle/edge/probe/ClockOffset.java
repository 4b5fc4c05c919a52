package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socle.edge.source.Commands;
import org.socle.edge.source.Numbers;

/** How far the clock was from its time server's at the last comparison, as systemd-timesyncd or chrony tell. */
final class ClockOffset {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern TIMESYNCD = Pattern.compile("(?m)^\\s*Offset: ([+-]?)(.+)$");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(d|h|min|s|ms|us)\\b");
    private static final Map<String, Double> MILLISECONDS =
            Map.of("d", 86_400_000.0, "h", 3_600_000.0, "min", 60_000.0, "s", 1_000.0, "ms", 1.0, "us", 0.001);

    /** Field of {@code chronyc -c tracking}: what chrony last measured, in seconds, positive when the clock is behind. */
    private static final int LAST_OFFSET = 5;

    private ClockOffset() {}

    /** In milliseconds, positive when this clock is behind; empty when neither compares. */
    static Optional<Long> read(Commands commands) throws IOException {
        if (commands.available("timedatectl")) {
            Optional<Long> offset = ask(commands, List.of("timedatectl", "timesync-status"), ClockOffset::timesyncd);
            if (offset.isPresent()) {
                return offset;
            }
        }
        return commands.available("chronyc")
                ? ask(commands, List.of("chronyc", "-c", "tracking"), ClockOffset::chrony)
                : Optional.empty();
    }

    private static Optional<Long> ask(
            Commands commands, List<String> command, java.util.function.Function<String, Optional<Long>> parse)
            throws IOException {
        Commands.Result result = commands.run(command, PATIENCE);
        return result.exit() == 0 ? parse.apply(result.stdout()) : Optional.empty();
    }

    /** A line such as {@code Offset: -1min 2.3s}. */
    static Optional<Long> timesyncd(String status) {
        Matcher line = TIMESYNCD.matcher(status);
        if (!line.find()) {
            return Optional.empty();
        }
        double sum = 0;
        boolean any = false;
        Matcher part = PART.matcher(line.group(2));
        while (part.find()) {
            sum += Double.parseDouble(part.group(1)) * MILLISECONDS.getOrDefault(part.group(2), 0.0);
            any = true;
        }
        return any ? Optional.of(Math.round(line.group(1).equals("-") ? -sum : sum)) : Optional.empty();
    }

    static Optional<Long> chrony(String tracking) {
        String[] fields = tracking.strip().split(",", -1);
        return fields.length <= LAST_OFFSET
                ? Optional.empty()
                : Numbers.decimal(fields[LAST_OFFSET]).map(seconds -> Math.round(seconds * 1000));
    }
}
