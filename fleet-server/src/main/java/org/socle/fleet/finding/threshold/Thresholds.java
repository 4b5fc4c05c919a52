package org.socle.fleet.finding.threshold;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.place.Place;
import org.socle.fleet.store.Database;

/**
 * The limits of the rules: the usual ones, and what places have set for themselves and all in them, the nearest first. Thread-safe. All
 * of it is kept in memory and read anew once a minute at most, so that the judgement of a report costs no SQL; what is changed here
 * counts at once.
 */
public final class Thresholds {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Pattern PREFIX = Pattern.compile("\\G(\\d+)/");

    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final ThresholdTable table = new ThresholdTable();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Loaded loaded;

    /** What was read, of the change that is in it for certain. */
    private record Loaded(Instant at, long change, Map<String, Map<Threshold, Double>> set, Map<Long, String> paths) {}

    public Thresholds(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    /**
     * The limits that hold in a place.
     *
     * @param place its number; null for nowhere
     */
    public Limits of(@Nullable Long place) {
        Loaded now = loaded();
        String path = place == null || now.set.isEmpty() ? null : now.paths.get(place);
        return path == null ? Limits.USUAL : limits(now.set, path);
    }

    private static Limits limits(Map<String, Map<Threshold, Double>> set, String path) {
        Map<Threshold, Double> own = new EnumMap<>(Threshold.class);
        Matcher part = PREFIX.matcher(path).region(1, path.length());
        while (part.find()) {
            own.putAll(set.getOrDefault(path.substring(0, part.end()), Map.of()));
        }
        return own.isEmpty() ? Limits.USUAL : new Limits(own);
    }

    /** What a place has set itself; the caller has made sure that it is seen. */
    Map<Threshold, Double> own(Place place) {
        return Map.copyOf(loaded().set.getOrDefault(place.path(), Map.of()));
    }

    /** What would hold in a place that had set nothing itself. */
    Limits inherited(Place place) {
        Long parent = place.parent();
        return parent == null ? Limits.USUAL : of(parent);
    }

    /**
     * Makes {@code own} all that a place sets itself.
     *
     * @throws OutOfRange when a value is out of its range; nothing is changed then
     * @throws Contradiction when here, or in a place in it, what deserves a look would no longer come before a breakdown; nothing is
     *     changed then
     */
    void set(Viewer viewer, Place place, Map<Threshold, Double> own) {
        Map<Threshold, Double> before = own(place);
        own.forEach(Thresholds::check);
        checkOrder(place, own);
        database.writing(handle -> {
            for (Threshold threshold : Threshold.values()) {
                Double value = own.get(threshold);
                if (Objects.equals(value, before.get(threshold))) {
                    continue;
                }
                if (value == null) {
                    table.unset(handle, place.id(), threshold);
                } else {
                    table.set(handle, place.id(), threshold, value);
                }
                audit.record(
                        handle,
                        viewer.who(),
                        Action.THRESHOLD_CHANGED,
                        Subject.place(place.id(), place.name()),
                        Map.of("threshold", threshold.word(), "value", value == null ? "" : value.toString()));
            }
        });
        changes.incrementAndGet();
    }

    private static void check(Threshold threshold, double value) {
        if (!(value >= threshold.least() && value <= threshold.most())) {
            throw new OutOfRange(threshold);
        }
    }

    /** A place may set only one of two limits, and inherit the other: what counts is what would hold in it, and in all that is in it. */
    private void checkOrder(Place place, Map<Threshold, Double> own) {
        Loaded now = loaded();
        Map<String, Map<Threshold, Double>> set = new HashMap<>(now.set);
        set.put(place.path(), own);
        set.keySet().stream()
                .filter(path -> path.startsWith(place.path()))
                .sorted()
                .forEach(path -> {
                    Limits limits = limits(set, path);
                    Threshold.contradiction(limits).ifPresent(pair -> {
                        throw new Contradiction(pair, limits, path);
                    });
                });
    }

    /** The name of the place with a path. */
    String name(String path) {
        return database.<String, RuntimeException>read(handle -> table.name(handle, path));
    }

    /** Values of which one would have to stay below the other. */
    static final class Contradiction extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final Threshold.Pair pair;
        final double lower;
        final double upper;

        /** Path of the place where they would hold: the one that is changed, or one in it. */
        final String path;

        private Contradiction(Threshold.Pair pair, Limits limits, String path) {
            super(pair + " would contradict each other in " + path);
            this.pair = pair;
            this.lower = limits.of(pair.lower());
            this.upper = limits.of(pair.upper());
            this.path = path;
        }
    }

    /** A value that cannot be set. */
    static final class OutOfRange extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final Threshold threshold;

        private OutOfRange(Threshold threshold) {
            super(threshold + " is out of its range");
            this.threshold = threshold;
        }
    }

    private Loaded loaded() {
        Loaded known = loaded;
        return known != null && holds(known) ? known : load();
    }

    private boolean holds(Loaded known) {
        return known.change == changes.get() && known.at.plus(FRESH).isAfter(clock.instant());
    }

    private synchronized Loaded load() {
        Loaded known = loaded;
        if (known != null && holds(known)) {
            return known;
        }
        long change = changes.get();
        Instant at = clock.instant();
        Loaded read = database.<Loaded, RuntimeException>read(handle -> {
            Map<String, Map<Threshold, Double>> set = table.all(handle);
            return new Loaded(at, change, set, set.isEmpty() ? Map.of() : table.paths(handle));
        });
        loaded = read;
        return read;
    }
}
