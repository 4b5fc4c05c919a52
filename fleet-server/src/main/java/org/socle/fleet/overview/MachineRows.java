package org.socle.fleet.overview;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.web.Frame;

/** Machines as rows of a table. Thread-safe. */
public final class MachineRows {
    private static final int DAYS = 30;

    private final Readings readings;
    private final Places places;
    private final Clock clock;

    public MachineRows(Readings readings, Places places, Clock clock) {
        this.readings = readings;
        this.places = places;
        this.clock = clock;
    }

    /**
     * One machine.
     *
     * @param place where it is, and the page of that; empty when it is nowhere
     * @param days the last thirty days, oldest first, as an SVG path of those it was heard on
     * @param heard the same in words
     */
    public record Row(
            Status status,
            String href,
            String name,
            String kind,
            String type,
            String place,
            String placeHref,
            String seen,
            String days,
            String heard) {}

    /** The rows of machines. */
    public List<Row> of(Scope scope, List<Machine> machines, Frame frame) {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        Instant firstDay = today.minus(DAYS - 1, ChronoUnit.DAYS);
        Map<Long, Set<Instant>> heard =
                readings.daysHeard(scope, machines.stream().map(Machine::id).toList(), firstDay);
        Map<Long, Located> located = places.located(
                scope,
                machines.stream()
                        .map(Machine::place)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return machines.stream()
                .map(machine -> row(
                        machine,
                        machine.place() == null ? null : located.get(machine.place()),
                        heard.getOrDefault(machine.id(), Set.of()),
                        firstDay,
                        frame))
                .toList();
    }

    private Row row(Machine machine, @Nullable Located located, Set<Instant> heard, Instant firstDay, Frame frame) {
        StringBuilder days = new StringBuilder();
        for (int day = 0; day < DAYS; day++) {
            if (heard.contains(firstDay.plus(day, ChronoUnit.DAYS))) {
                days.append('M').append(day * 3).append(" 0h2v12h-2z");
            }
        }
        String type = machine.type();
        return new Row(
                machine.status(clock.instant()),
                MachinePath.of(machine.deviceId()),
                machine.displayName(),
                machine.kind(),
                type == null ? "" : frame.format().value(org.socle.contract.catalogue.Device.TYPE, type),
                located == null ? "" : located.name(),
                located == null ? "" : located.place().href(),
                frame.format().ago(machine.lastSeen()),
                days.toString(),
                frame.text("machines.heard", heard.size(), DAYS));
    }
}
