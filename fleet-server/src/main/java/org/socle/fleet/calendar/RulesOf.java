package org.socle.fleet.calendar;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules of places: for hours and zone what the nearest place says that says anything, for exceptions what all of them
 * say, else what follows from the school's code, else the default. Pure. Not thread-safe.
 */
final class RulesOf {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** Where nothing is known. */
    static final Rules NOWHERE = new Rules(PARIS, PublicHolidays.FRANCE, Week.DEFAULT, List.of(), List.of());

    private final Map<Long, Setting> settings;
    private final Map<Long, List<KnownSpecial>> specials;
    private final Map<String, HolidayZone> zones = new HashMap<>();
    private final Map<String, List<Holiday>> holidays;

    /** Takes what all places say that could matter. */
    RulesOf(
            Map<Long, Setting> settings,
            List<KnownSpecial> specials,
            List<HolidayZone> zones,
            List<KnownHoliday> holidays) {
        this.settings = settings;
        this.specials = specials.stream().collect(Collectors.groupingBy(KnownSpecial::place));
        zones.forEach(zone -> this.zones.put(zone.code(), zone));
        this.holidays = holidays.stream()
                .collect(Collectors.groupingBy(
                        KnownHoliday::zone,
                        // Copies of an unmodifiable list are the list itself: schools of a zone share it.
                        Collectors.mapping(KnownHoliday::holiday, Collectors.toUnmodifiableList())));
    }

    /** A place and those it is in, the nearest first. */
    static List<Long> line(String path) {
        List<Long> line = Arrays.stream(path.split("/"))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(line);
        return line;
    }

    /**
     * The rules of a place.
     *
     * @param path of the place
     * @param uai of the school; empty for other places
     */
    Rules place(String path, String uai) {
        Optional<Departement> departement = Departement.of(uai);
        HolidayZone zone = zone(path, uai);
        ZoneId clock = departement.map(Departement::clock).orElse(zone == null ? NOWHERE.clock() : zone.clock());
        return new Rules(
                clock,
                departement.map(Departement::publicHolidays).orElse(PublicHolidays.FRANCE),
                week(path),
                zone == null ? List.of() : holidays.getOrDefault(zone.code(), List.of()),
                specials(path));
    }

    /** The zone of a place; null when none is known. */
    @Nullable
    HolidayZone zone(String path, String uai) {
        String said = line(path).stream()
                .map(place -> settings.getOrDefault(place, Setting.NONE).zone())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Departement.of(uai).map(Departement::zone).orElse(""));
        return zones.get(said);
    }

    private Week week(String path) {
        return line(path).stream()
                .map(place -> settings.getOrDefault(place, Setting.NONE).week())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Week.DEFAULT);
    }

    private List<Special> specials(String path) {
        return line(path).stream()
                .flatMap(place -> specials.getOrDefault(place, List.of()).stream())
                .map(KnownSpecial::special)
                .toList();
    }
}
