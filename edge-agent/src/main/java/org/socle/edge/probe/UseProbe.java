package org.socle.edge.probe;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.edge.source.Elapsed;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.Sources;
import org.socle.edge.source.SysFs;
import org.socle.edge.source.Ticks;

/**
 * How long the machine was on or asleep, showed something, and had a session in use or idle. The minutes grow when an hour of the clock
 * is over, and not before: nobody can tell from them when within an hour somebody was there.
 *
 * <pre>
 * use.on = 5310 min
 * use.screen_on = 4100 min
 * use.active = 2215 min
 * use.idle = 640 min
 * use.asleep = 75 min
 * </pre>
 */
final class UseProbe implements Probe {
    private static final String PAGE = "use";
    private static final String HOUR = "hour";
    private static final String PENDING = "pending.";
    private static final List<Resource> KINDS = List.of(Use.ON, Use.SCREEN_ON, Use.ACTIVE, Use.IDLE, Use.ASLEEP);
    private static final long SECONDS_PER_HOUR = 3600;

    /** What was seen at two looks is taken to have held between them when they are no further apart, seconds. */
    private static final double HELD = 300;

    private static final double SAVE_EVERY = 280;

    private final SysFs files;
    private final Ticks ticks;
    private final InstantSource wall;
    private final Notebook notebook;
    private final Sessions sessions;

    /** Seconds of hours that are over, told as minutes; and of the hour that is not. */
    private final Map<Resource, Double> told = new HashMap<>();

    private final Map<Resource, Double> pending = new HashMap<>();
    private long hour;
    private @Nullable Elapsed last;
    private @Nullable Elapsed begun;
    private @Nullable Elapsed saved;

    UseProbe(Sources from) {
        this(
                from.files(),
                from.ticks(),
                InstantSource.system(),
                from.notebook(),
                new Sessions(from.files(), from.commands()));
    }

    UseProbe(SysFs files, Ticks ticks, InstantSource wall, Notebook notebook, Sessions sessions) {
        this.files = files;
        this.ticks = ticks;
        this.wall = wall;
        this.notebook = notebook;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "use";
    }

    @Override
    public boolean present() {
        return ticks.now().isPresent();
    }

    @Override
    public void read(Readings out) throws IOException {
        Elapsed now = ticks.now().orElseThrow(() -> new IOException("/proc/uptime does not tell"));
        long thisHour = wall.instant().getEpochSecond() / SECONDS_PER_HOUR;
        Elapsed since = last;
        if (since == null) {
            load(thisHour);
            begun = now;
        }
        boolean screens = MonitorProbe.screens(files).stream().anyMatch(screen -> screen.tells(files));
        Optional<Sessions.State> session = session(out);
        if (since != null && now.follows(since)) {
            double seconds = now.awakeSince(since);
            pending.merge(Use.ON, seconds, Double::sum);
            pending.merge(Use.ASLEEP, now.asleepSince(since), Double::sum);
            boolean held = seconds <= HELD;
            if (screens && held && lit()) {
                pending.merge(Use.SCREEN_ON, seconds, Double::sum);
            }
            if (held && session.isPresent() && session.get() != Sessions.State.NONE) {
                Resource kind = session.get() == Sessions.State.ACTIVE ? Use.ACTIVE : Use.IDLE;
                pending.merge(kind, seconds, Double::sum);
            }
        }
        last = now;
        boolean turned = turn(now, thisHour);
        if (turned || saved == null || !now.follows(saved) || now.sinceBoot() - saved.sinceBoot() >= SAVE_EVERY) {
            try {
                save();
                saved = now;
            } catch (IOException e) {
                out.miss(new IOException("the times of use could not be kept: " + e.getMessage(), e));
            }
        }
        out.put(Use.ON, minutes(Use.ON));
        if (screens) {
            out.put(Use.SCREEN_ON, minutes(Use.SCREEN_ON));
        } else {
            out.absent(Use.SCREEN_ON, MonitorProbe.connectors(files) ? Why.NO_SCREEN : Why.NO_GRAPHICS, "");
        }
        for (Resource kind : List.of(Use.ACTIVE, Use.IDLE)) {
            if (session.isPresent()) {
                out.put(kind, minutes(kind));
            } else {
                out.absent(kind, Why.NO_LOGIND, "");
            }
        }
        out.put(Use.ASLEEP, minutes(Use.ASLEEP));
    }

    /** What the machine itself tells stands without logind. */
    private Optional<Sessions.State> session(Readings out) {
        try {
            return sessions.read();
        } catch (IOException e) {
            out.miss(e);
            return Optional.empty();
        }
    }

    /** When the clock's hour is over. A clock that was set is no hour that passed: then an hour has to pass first. */
    private boolean turn(Elapsed now, long thisHour) {
        Elapsed start = begun;
        boolean passed =
                start == null || !now.follows(start) || now.sinceBoot() - start.sinceBoot() >= SECONDS_PER_HOUR;
        if (thisHour == hour || (thisHour != hour + 1 && !passed)) {
            return false;
        }
        pending.forEach((kind, seconds) -> told.merge(kind, seconds, Double::sum));
        pending.clear();
        hour = thisHour;
        begun = now;
        return true;
    }

    private boolean lit() {
        return MonitorProbe.screens(files).stream().anyMatch(screen -> screen.lit(files));
    }

    private long minutes(Resource kind) {
        return (long) (told.getOrDefault(kind, 0.0) / 60);
    }

    /** What was pending in an hour that ended while nobody looked is told now. */
    private void load(long thisHour) {
        Map<String, String> page = notebook.load(PAGE);
        hour = Numbers.whole(page.getOrDefault(HOUR, "")).orElse(thisHour);
        for (Resource kind : KINDS) {
            seconds(page, kind.key()).ifPresent(seconds -> told.put(kind, seconds));
            seconds(page, PENDING + kind.key()).ifPresent(seconds -> pending.put(kind, seconds));
        }
        if (hour != thisHour) {
            pending.forEach((kind, seconds) -> told.merge(kind, seconds, Double::sum));
            pending.clear();
            hour = thisHour;
        }
    }

    private static Optional<Double> seconds(Map<String, String> page, String key) {
        return Numbers.decimal(page.getOrDefault(key, "")).filter(seconds -> seconds >= 0);
    }

    private void save() throws IOException {
        Map<String, String> page = new HashMap<>();
        page.put(HOUR, Long.toString(hour));
        told.forEach((kind, seconds) -> page.put(kind.key(), seconds.toString()));
        pending.forEach((kind, seconds) -> page.put(PENDING + kind.key(), seconds.toString()));
        notebook.save(PAGE, page);
    }
}
