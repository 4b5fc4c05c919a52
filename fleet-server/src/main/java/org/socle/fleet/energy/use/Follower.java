package org.socle.fleet.energy.use;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/**
 * What the counters of a machine gained between what was known and what is known after one more pack. Counters only grow, so that
 * a pack that is lost, late or doubled loses nothing: what it would have said is in the next one. Pure.
 */
final class Follower {
    /** Readings of a machine that is on are no further apart: even a Raspberry Pi gains 2 Wh in this time. */
    private static final Duration HELD = Duration.ofMinutes(75);

    /** A machine tells what it does at least this often; it goes on for no longer without a word before it is switched off. */
    private static final Duration TAIL = Duration.ofMinutes(10);

    /** A start told twice is told to the second; clocks are set by less. */
    private static final Duration SAME_START = Duration.ofMinutes(2);

    /** As long as a machine may go on after its last report and still be taken to have done so without a break. */
    private static final Duration RAN_ON = Duration.ofHours(12);

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MOSTLY = 0.8;

    /** No machine of a school takes more, with its screens. */
    private static final double MOST_WATTS = 1_000;

    /** No plug gives more for long: 16 A at 230 V. */
    private static final double PLUG_WATTS = 3_680;

    private final Snapshot before;
    private final Snapshot now;
    private final double share;

    /**
     * Looks at one more pack.
     *
     * @param before what was known without it
     * @param now what is known with it
     * @param share of what the meter counts that is this machine's, above 0, at most 1: a plug may feed several
     */
    Follower(Snapshot before, Snapshot now, double share) {
        this.before = before;
        this.now = now;
        this.share = share;
    }

    /** The counters of one meter at two moments. */
    private record Counted(Instant from, Instant to, double wattHours, double metered, double uncertainty) {
        double seconds() {
            return seconds(from, to);
        }

        static double seconds(Instant from, Instant to) {
            return Duration.between(from, to).toMillis() / 1000.0;
        }

        Gain part(Instant start, Instant end, State state, double amount) {
            double ratio = wattHours > 0 ? amount / wattHours : 0;
            return new Gain(start, end, state, amount, metered * ratio, uncertainty * ratio);
        }
    }

    /** Whether the pack told anything of this kind. */
    static boolean concerns(Resource resource) {
        return resource == Energy.CONSUMED
                || resource == Energy.METERED
                || resource == Energy.UNCERTAINTY
                || resource.family().equals(Use.ON.family());
    }

    /** What the machine itself gained. */
    List<Gain> machine() {
        OptionalInt meter = instance("machine");
        if (meter.isEmpty()) {
            return List.of();
        }
        Optional<Counted> counted = counted(meter.getAsInt());
        return counted.map(this::gains).orElse(List.of());
    }

    /** What its external screens gained. */
    List<Screens> screens() {
        OptionalInt meter = instance("screens");
        if (meter.isEmpty()) {
            return List.of();
        }
        return counted(meter.getAsInt())
                .map(counted -> {
                    // Dark while the machine is off: what they gained since was gained since its start.
                    Instant start = start().filter(counted.from::isBefore).orElse(counted.from);
                    return List.of(new Screens(
                            start.isBefore(counted.to) ? start : counted.from,
                            counted.to,
                            counted.wattHours,
                            counted.uncertainty));
                })
                .orElse(List.of());
    }

    /** What the pack says of meters whose energy it does not tell: a change below 2 Wh of either waits for a pack of its own. */
    List<Aside> asides() {
        List<Aside> asides = new ArrayList<>();
        for (String name : List.of("machine", "screens")) {
            OptionalInt meter = instance(name);
            if (meter.isPresent()) {
                aside(meter.getAsInt()).ifPresent(asides::add);
            }
        }
        return asides;
    }

    private Optional<Aside> aside(int meter) {
        Reading first = before.reading(Energy.CONSUMED, meter).orElse(null);
        if (first == null || !first.equals(now.reading(Energy.CONSUMED, meter).orElse(null))) {
            // It told its energy as well, or has not told any yet.
            return Optional.empty();
        }
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        for (Resource resource : List.of(Energy.METERED, Energy.UNCERTAINTY)) {
            Reading earlier = before.reading(resource, meter).orElse(null);
            Reading later = now.reading(resource, meter).orElse(null);
            if (earlier != null && later != null && earlier.at().isBefore(later.at())) {
                from = earlier.at().isBefore(from) ? earlier.at() : from;
                to = later.at().isAfter(to) ? later.at() : to;
            }
        }
        return from.isBefore(to)
                ? Optional.of(new Aside(from, to, risen(Energy.METERED, meter), risen(Energy.UNCERTAINTY, meter)))
                : Optional.empty();
    }

    /** What a counter gained; one that fell alone tells nothing. */
    private double risen(Resource resource, int meter) {
        OptionalDouble last = now.number(resource, meter);
        OptionalDouble first = before.number(resource, meter);
        return last.isPresent() && first.isPresent()
                ? share * Math.max(0, last.getAsDouble() - first.getAsDouble())
                : 0;
    }

    /** What is known of its use since: minutes are told when an hour is over, or at the next start. */
    Optional<Shown> use() {
        Reading last = now.reading(Use.ON, 0).orElse(null);
        Reading first = before.reading(Use.ON, 0).orElse(null);
        double active = minutes(Use.ACTIVE);
        double lit = minutes(Use.SCREEN_ON);
        if (last == null || first == null || active + lit <= 0) {
            return Optional.empty();
        }
        Instant told = newest(Use.ACTIVE, Use.SCREEN_ON);
        Instant heard = newest(before);
        boolean atStart = start().filter(start -> Duration.between(start, told).compareTo(TAIL) < 0)
                .isPresent();
        Instant end = atStart
                ? heard.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)
                : told.truncatedTo(ChronoUnit.HOURS);
        long hours = (long) Math.max(1, Math.ceil(Math.max(active, lit) / 60));
        return Optional.of(new Shown(end.minus(hours, ChronoUnit.HOURS), end, active * 60, lit * 60));
    }

    /** Whether the machine tells of its use at all. */
    boolean tellsUse() {
        return now.reading(Use.ACTIVE, 0).isPresent();
    }

    private List<Gain> gains(Counted counted) {
        return start().filter(start -> start.isAfter(counted.from.minus(SAME_START)) && !start.isAfter(counted.to))
                .map(start -> started(counted, start))
                .orElseGet(() -> went(counted));
    }

    /** No start in between: on, or asleep, or quiet. */
    private List<Gain> went(Counted counted) {
        double length = counted.seconds();
        double asleep = Math.min(length, minutes(Use.ASLEEP) * 60);
        if (asleep >= 60 && length > TAIL.toSeconds()) {
            double dozed = Math.min(counted.wattHours, number(EnergyModel.SLEEP) * asleep / SECONDS_PER_HOUR);
            Instant woke = counted.from.plusMillis(Math.round(asleep * 1000));
            List<Gain> gains = new ArrayList<>();
            gains.add(counted.part(counted.from, woke, State.ASLEEP, dozed));
            if (woke.isBefore(counted.to)) {
                gains.add(counted.part(woke, counted.to, State.ON, counted.wattHours - dozed));
            } else {
                gains.add(counted.part(counted.to.minusSeconds(1), counted.to, State.ON, counted.wattHours - dozed));
            }
            return gains;
        }
        boolean on = length <= HELD.toSeconds() || toldOn(counted.from) >= MOSTLY * length;
        return List.of(counted.part(counted.from, counted.to, on ? State.ON : State.UNDATED, counted.wattHours));
    }

    /** It was switched off and on again. */
    private List<Gain> started(Counted counted, Instant start) {
        double told = toldOn(counted.from);
        Instant on = start.isBefore(counted.from) ? counted.from : start;
        if (told > RAN_ON.toSeconds()) {
            // On for longer than one day of use, of which nothing was reported.
            double since = Math.min(counted.wattHours, watts() * Counted.seconds(on, counted.to) / SECONDS_PER_HOUR);
            return gains(
                    counted,
                    counted.part(counted.from, on, State.UNDATED, counted.wattHours - since),
                    counted.part(on, counted.to, State.ON, since));
        }
        double gap = Counted.seconds(counted.from, on);
        double tail = Math.min(gap, told < 0 ? TAIL.toSeconds() / 4.0 : told);
        Instant off = counted.from.plusMillis(Math.round(tail * 1000));
        double onSeconds = tail + Counted.seconds(on, counted.to);
        double whileOn =
                hangsOnPlug() ? Math.min(counted.wattHours, watts() * onSeconds / SECONDS_PER_HOUR) : counted.wattHours;
        double first = onSeconds > 0 ? whileOn * tail / onSeconds : 0;
        return gains(
                counted,
                counted.part(counted.from, off, State.ON, first),
                off(counted, off, on, counted.wattHours - whileOn),
                counted.part(on, counted.to, State.ON, whileOn - first));
    }

    /** Without a plug nothing counts what it draws then. */
    private Gain off(Counted counted, Instant from, Instant to, double counts) {
        if (hangsOnPlug()) {
            return counted.part(from, to, State.OFF, counts);
        }
        double estimate = OffPower.watts(now.text(Device.TYPE)) * Counted.seconds(from, to) / SECONDS_PER_HOUR;
        return new Gain(from, to, State.OFF, estimate, 0, estimate * OffPower.UNCERTAINTY);
    }

    /** Those that last; what one without a length has goes to the one that ends the stretch. */
    private static List<Gain> gains(Counted counted, Gain... parts) {
        List<Gain> gains = new ArrayList<>();
        double left = 0;
        for (Gain part : parts) {
            if (part.from().isBefore(part.to())) {
                gains.add(part);
            } else {
                left += part.wattHours();
            }
        }
        if (left > 0) {
            gains.add(counted.part(counted.to.minusSeconds(1), counted.to, State.ON, left));
        }
        return gains;
    }

    /**
     * Seconds it was on that were told since and are not accounted for up to a moment at which it was on; below 0 when nothing is
     * told.
     */
    private double toldOn(Instant until) {
        Reading first = before.reading(Use.ON, 0).orElse(null);
        if (first == null || now.reading(Use.ON, 0).isEmpty()) {
            return -1;
        }
        Instant told = first.at().truncatedTo(ChronoUnit.HOURS);
        Instant since = instant(before).filter(told::isBefore).orElse(told);
        double known = since.isBefore(until) ? Counted.seconds(since, until) : 0;
        return Math.max(0, minutes(Use.ON) * 60 - known);
    }

    private boolean hangsOnPlug() {
        OptionalInt meter = instance("machine");
        return meter.isPresent()
                && now.text(Energy.SOURCE, meter.getAsInt())
                        .filter("plug"::equals)
                        .isPresent();
    }

    private double watts() {
        return number(EnergyModel.IDLE);
    }

    private double number(Resource resource) {
        return now.number(resource, 0).orElse(0);
    }

    /**
     * By how much a counter of minutes grew; one that began anew grew by all it says. One that fell because the disk was rolled back says
     * what was told long ago.
     */
    private double minutes(Resource resource) {
        OptionalDouble last = now.number(resource, 0);
        OptionalDouble first = before.number(resource, 0);
        if (last.isEmpty() || first.isEmpty()) {
            return 0;
        }
        double grown = last.getAsDouble() - first.getAsDouble();
        if (grown >= 0) {
            return grown;
        }
        return now.rolledBackSince(before) ? 0 : last.getAsDouble();
    }

    /** The start that one of the two snapshots does not know; empty when it is the same one. */
    private Optional<Instant> start() {
        Optional<Instant> last = instant(now);
        Instant known = instant(before).orElse(null);
        return known == null ? Optional.empty() : last.filter(start -> start.isAfter(known.plus(SAME_START)));
    }

    private static Optional<Instant> instant(Snapshot snapshot) {
        return snapshot.instant(Machine.BOOT_TIME, 0);
    }

    private OptionalInt instance(String meter) {
        return now.instances(Energy.CONSUMED.family()).stream()
                .filter(each ->
                        now.text(Energy.METER, each).filter(meter::equals).isPresent())
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private Optional<Counted> counted(int meter) {
        @Nullable Reading first = before.reading(Energy.CONSUMED, meter).orElse(null);
        @Nullable Reading last = now.reading(Energy.CONSUMED, meter).orElse(null);
        if (first == null || last == null || first.equals(last)) {
            return Optional.empty();
        }
        if (fellBack(first, last)) {
            return Optional.empty();
        }
        double consumed = grown(Energy.CONSUMED, meter);
        // A clock that was set back by some minutes: it was consumed all the same.
        Instant from = first.at().isBefore(last.at()) ? first.at() : last.at().minusSeconds(1);
        return Optional.of(
                new Counted(from, last.at(), consumed, grown(Energy.METERED, meter), grown(Energy.UNCERTAINTY, meter)));
    }

    /**
     * Whether a counter that fell cannot have begun anew since: it says more than any machine takes in that time. An agent that
     * lost its last minutes, or whose disk was rolled back, goes on from a state before; all it ever counted would be counted again.
     */
    private boolean fellBack(Reading first, Reading last) {
        if (!(first.value() instanceof Number earlier) || !(last.value() instanceof Number later)) {
            return false;
        }
        double hours = Counted.seconds(first.at(), last.at()) / SECONDS_PER_HOUR;
        return later.doubleValue() < earlier.doubleValue()
                && (now.rolledBackSince(before)
                        || later.doubleValue() > (hangsOnPlug() ? PLUG_WATTS : MOST_WATTS) * Math.max(0, hours));
    }

    /** An account that begins anew did so after what was last known of the old one. */
    private double grown(Resource resource, int meter) {
        OptionalDouble last = now.number(resource, meter);
        OptionalDouble first = before.number(resource, meter);
        if (last.isEmpty() || first.isEmpty()) {
            return 0;
        }
        double grown = last.getAsDouble() - first.getAsDouble();
        return share * (grown >= 0 ? grown : Math.max(0, last.getAsDouble()));
    }

    private Instant newest(Resource... resources) {
        Instant newest = Instant.EPOCH;
        for (Resource resource : resources) {
            Instant at = now.reading(resource, 0).map(Reading::at).orElse(newest);
            newest = at.isAfter(newest) ? at : newest;
        }
        return newest;
    }

    private static Instant newest(Snapshot snapshot) {
        return snapshot.all().stream().map(Reading::at).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
