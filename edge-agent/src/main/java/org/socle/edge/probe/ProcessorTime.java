package org.socle.edge.probe;

import java.util.List;
import java.util.Optional;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Time the processors worked and time there was, in the kernel's ticks, since the start: the first line of {@code proc/stat}.
 *
 * @param busy neither idle nor waiting for a disk
 * @param total all of it
 */
record ProcessorTime(long busy, long total) {
    private static final int IDLE = 3;
    private static final int WAITING = 4;

    /** User, nice, system, idle, waiting, interrupts, soft interrupts, stolen; guests are counted in the first two. */
    private static final int FIELDS = 8;

    /** Empty when the line is not as the kernel writes it. */
    static Optional<ProcessorTime> read(SysFs files) {
        List<String> lines = files.lines("proc/stat");
        if (lines.isEmpty() || !lines.get(0).startsWith("cpu ")) {
            return Optional.empty();
        }
        String[] words = lines.get(0).substring(4).strip().split("\\s+", -1);
        if (words.length <= IDLE) {
            return Optional.empty();
        }
        long total = 0;
        long idle = 0;
        for (int i = 0; i < Math.min(words.length, FIELDS); i++) {
            Optional<Long> ticks = Numbers.whole(words[i]).filter(count -> count >= 0);
            if (ticks.isEmpty()) {
                return Optional.empty();
            }
            total += ticks.get();
            idle += i == IDLE || i == WAITING ? ticks.get() : 0;
        }
        return Optional.of(new ProcessorTime(total - idle, total));
    }

    /** As a notebook keeps it. */
    String text() {
        return busy + " " + total;
    }

    /** Empty for anything that is none. */
    static Optional<ProcessorTime> parse(String text) {
        String[] words = text.split(" ", -1);
        return words.length == 2
                ? Numbers.whole(words[0]).flatMap(b -> Numbers.whole(words[1]).map(t -> new ProcessorTime(b, t)))
                : Optional.empty();
    }

    /** Mean load since an earlier look, 0 to 1; empty when no time has passed or the counters began anew. */
    Optional<Double> loadSince(ProcessorTime before) {
        long passed = total - before.total;
        long worked = busy - before.busy;
        return passed <= 0 || worked < 0 || worked > passed ? Optional.empty() : Optional.of((double) worked / passed);
    }
}
