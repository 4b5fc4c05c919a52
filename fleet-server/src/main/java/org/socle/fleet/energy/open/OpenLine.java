package org.socle.fleet.energy.open;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published line: a month of a school, or of several together.
 *
 * @param month its first day
 * @param level {@code school}, or {@code group} for several
 * @param place name of the school, or of the place whose other schools these are
 * @param uai of the school; empty for several
 * @param territory name of the place at the top
 * @param schools how many
 * @param machines that have figures
 * @param outsideShare of the energy whose hour is known, outside school time, 0 to 1; null when no hour is known
 * @param outsideLow the least share of all energy outside school time, 0 to 1, whatever has no hour; {@code outsideHigh} the most; null when
 *     nothing was consumed
 * @param knownShare of the machines' time, 0 to 1
 * @param meteredShare of the energy, 0 to 1; null when nothing was consumed
 */
record OpenLine(
        LocalDate month,
        String level,
        String place,
        String uai,
        String territory,
        int schools,
        int machines,
        double kwh,
        double uncertaintyKwh,
        @Nullable Double outsideShare,
        @Nullable Double outsideLow,
        @Nullable Double outsideHigh,
        double knownShare,
        @Nullable Double meteredShare) {
    static final String LICENCE = "etalab-2.0";
    static final String METHOD = "Socle, docs/sobriety.md#open-data, v1";

    /** Names of the fields; what they are is {@code open.field.{name}} in the message files. */
    static final List<String> FIELDS = List.of(
            "month",
            "level",
            "place",
            "uai",
            "territory",
            "schools",
            "machines",
            "kwh",
            "uncertainty_kwh",
            "outside_share",
            "outside_low",
            "outside_high",
            "known_share",
            "metered_share",
            "licence",
            "method");

    /** In the order of {@link #FIELDS}. */
    List<@Nullable Object> cells() {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(month.toString().substring(0, 7));
        cells.add(level);
        cells.add(place);
        cells.add(uai.isEmpty() ? null : uai);
        cells.add(territory);
        cells.add(schools);
        cells.add(machines);
        cells.add(kwh);
        cells.add(uncertaintyKwh);
        cells.add(outsideShare);
        cells.add(outsideLow);
        cells.add(outsideHigh);
        cells.add(knownShare);
        cells.add(meteredShare);
        cells.add(LICENCE);
        cells.add(METHOD);
        return cells;
    }
}
