package org.socle.fleet.energy.bill;

import java.util.List;
import java.util.Optional;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;
import org.socle.fleet.web.Frame;

/**
 * What something has consumed this month, for pages that are about something else.
 *
 * @param label what it is, with whether it was measured or estimated
 */
public record MonthLine(String label, String value) {
    private static final double NEARLY = 0.995;

    /** It in words; empty when nothing is known, which is not zero. */
    public static Optional<MonthLine> of(List<PlaceMonth> months, Frame frame) {
        Sums sums = months.stream().map(PlaceMonth::sums).reduce(Sums.NONE, Sums::plus);
        if (sums.known() <= 0) {
            return Optional.empty();
        }
        double metered = sums.total() > 0 ? sums.get(Measure.METERED) / sums.total() : 0;
        String word = metered >= NEARLY ? "measured" : metered <= 1 - NEARLY ? "estimated" : "both";
        return Optional.of(new MonthLine(
                frame.text("energy.month." + word),
                BillText.about(sums.total(), sums.get(Measure.UNCERTAINTY), frame)));
    }
}
