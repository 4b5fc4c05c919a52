package org.socle.edge.probe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.edge.probe.energy.EnergyCounter;
import org.socle.edge.probe.energy.EnergyCounter.Look;
import org.socle.edge.probe.energy.Offer;
import org.socle.edge.probe.energy.PlugReading;
import org.socle.edge.source.Elapsed;
import org.socle.edge.source.Plug;
import org.socle.edge.source.PowerFacts;

/**
 * The smart plug the machine hangs on. Its counter runs while the machine sleeps or is off, and belongs to whatever plug is
 * there: one that was replaced shows another figure, which is no consumption. What it gained counts only when the same plug
 * says so (its topic, its name, the begin of its counter) and the machine could have drawn it in the time. A replacement that
 * keeps the topic and happens to show a little more than the old plug cannot be told apart.
 */
final class PlugMeter {
    static final String SOURCE = "plug";
    static final double UNCERTAINTY = 0.02;

    /** Three times the five minutes after which a plug tells its counter by default, seconds. */
    static final double PATIENCE = 900;

    /** What else may hang on the same plug, and what models are off by. */
    private static final double MARGIN = 2;

    /** Where nothing is known of the machine, watts. */
    private static final double USUAL_MOST = 150;

    private static final int MARK_BYTES = 6;

    private final Plug plug;
    private final PowerFacts facts;
    private final InstantSource clock;
    private @Nullable Double watts;

    PlugMeter(PowerFacts facts, InstantSource clock) {
        this.plug = facts.plug();
        this.facts = facts;
        this.clock = clock;
    }

    /** What tells this plug from others, and not where it is heard; empty without one. */
    Optional<String> mark() {
        if (facts.make() == null || facts.topic().isEmpty()) {
            return Optional.empty();
        }
        String outlet = facts.make() + " " + facts.topic() + " " + facts.channel();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(outlet.getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(digest, 0, MARK_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean present() {
        return plug.present();
    }

    /** What flows, by its last message; null when that did not say. */
    @Nullable
    Double watts() {
        return watts;
    }

    /** What it counted since it was read last; empty without news, or when the counter cannot be followed. */
    Optional<Offer> offer(EnergyMemory known, Elapsed now, double mostOfMachine) {
        watts = null;
        Optional<Plug.Message> message = plug.last();
        Plug.Make make = facts.make();
        if (message.isEmpty() || make == null) {
            return Optional.empty();
        }
        Elapsed at = message.get().at();
        Optional<PlugReading> parsed = PlugReading.parse(make, message.get().text(), facts.channel());
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        PlugReading reading = parsed.get();
        watts = reading.watts();
        Look look = new Look(at, reading.wattHours());
        Look before = known.looks.get(SOURCE);
        if (before != null && before.at().equals(at)) {
            return Optional.empty();
        }
        String counter = message.get().topic() + " " + reading.counter();
        long read = clock.instant().getEpochSecond() - Math.round(now.sinceBoot() - at.sinceBoot());
        boolean same = counter.equals(known.plugCounter);
        double seconds = before != null && at.follows(before.at())
                ? at.sinceBoot() - before.at().sinceBoot()
                // Over a restart only the wall clock knows; one that was set back tells nothing.
                : known.plugRead == 0 ? -1 : read - known.plugRead;
        known.looks.put(SOURCE, look);
        known.plugCounter = counter;
        known.plugRead = read;
        return before == null || !same
                ? Optional.empty()
                : EnergyCounter.plug(before, look, seconds, most(mostOfMachine, reading))
                        .map(gained -> new Offer(before.at(), at, gained, true, UNCERTAINTY, SOURCE, true));
    }

    private static double most(double mostOfMachine, PlugReading reading) {
        Double flows = reading.watts();
        return MARGIN * Math.max(mostOfMachine > 0 ? mostOfMachine : USUAL_MOST, flows == null ? 0 : flows);
    }

    /** What keeps it from being read. */
    Optional<Obstacle> obstacle() {
        if (!plug.present() || plug.last().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(plug.trouble()
                .map(why -> new Obstacle(Obstacle.Kind.UNREACHABLE, why, Obstacle.Remedy.CHECK_PLUG))
                .orElseGet(() -> new Obstacle(Obstacle.Kind.SILENT, facts.topic(), Obstacle.Remedy.WAIT_FOR_PLUG)));
    }

    /** Whether it is there and its next word is worth waiting for. */
    boolean awaited(Elapsed now) {
        return plug.present()
                && plug.last()
                        .map(said -> now.follows(said.at())
                                && now.sinceBoot() - said.at().sinceBoot() < PATIENCE)
                        .orElse(true);
    }
}
