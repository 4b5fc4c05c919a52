package org.socle.edge.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socle.edge.source.Elapsed;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * The energy counters of the processor (RAPL) that do not overlap: the whole platform where there is such a zone, else each
 * package and its memory. Cores and graphics are parts of the package and left alone. The counters are root's; without that
 * right, those the privileged reader left are taken, with the time it read them.
 */
final class RaplZones {
    private static final String CLASS = "sys/class/powercap/";
    private static final Pattern ZONE = Pattern.compile("intel-rapl:(\\d+)(?::\\d+)?");

    private final SysFs files;

    RaplZones(SysFs files) {
        this.files = files;
    }

    /**
     * A zone's counter.
     *
     * @param name {@code psys}, {@code package-0}, {@code dram}
     * @param microjoules what it shows
     * @param range at which it wraps, microjoules
     * @param at when it was read
     */
    record Zone(String name, long microjoules, long range, Elapsed at) {
        boolean platform() {
            return name.equals("psys");
        }
    }

    /** The zones' directories; also those whose counter may not be read. */
    private List<String> directories() {
        return files.list(CLASS).stream()
                .filter(name -> ZONE.matcher(name).matches())
                .toList();
    }

    boolean present() {
        return !directories().isEmpty();
    }

    List<Zone> read(Elapsed now) {
        List<Zone> zones = new ArrayList<>();
        for (String directory : directories()) {
            String path = CLASS + directory + "/";
            Optional<Long> range = files.readCount(path + "max_energy_range_uj").filter(most -> most > 0);
            Optional<Long> counter = files.readCount(path + "energy_uj");
            String kind = files.read(path + "name").orElse("");
            if (range.isEmpty() || counter.isEmpty() || !counts(kind)) {
                continue;
            }
            Elapsed at = files.unreadable(path + "energy_uj") ? leftAt(now) : now;
            zones.add(new Zone(name(directory, kind), counter.get(), range.get(), at));
        }
        return zones;
    }

    private static boolean counts(String kind) {
        return kind.equals("psys") || kind.startsWith("package-") || kind.equals("dram");
    }

    /** The memory of a second socket is not that of the first. */
    private static String name(String directory, String kind) {
        Matcher matcher = ZONE.matcher(directory);
        return kind.equals("dram") && matcher.matches() && !matcher.group(1).equals("0")
                ? kind + "-" + matcher.group(1)
                : kind;
    }

    /** When the privileged reader read; it has not slept since, or it would have read again. */
    private Elapsed leftAt(Elapsed now) {
        double read = files.read("counters-read-at").flatMap(Numbers::decimal).orElse(now.sinceBoot());
        double ago = Math.max(0, now.sinceBoot() - read);
        return new Elapsed(now.boot(), now.sinceBoot() - ago, Math.max(0, now.awake() - ago));
    }

    /** Counters that are there and closed to this user, with nobody who reads them instead. */
    List<String> denied() {
        return directories().stream()
                .map(directory -> CLASS + directory + "/energy_uj")
                .filter(files::denied)
                .toList();
    }
}
