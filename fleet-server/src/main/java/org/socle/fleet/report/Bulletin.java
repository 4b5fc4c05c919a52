package org.socle.fleet.report;

import java.util.List;
import org.socle.fleet.energy.bill.Bars;
import org.socle.fleet.energy.bill.Figure;
import org.socle.fleet.energy.bill.Method;
import org.socle.fleet.place.Place;
import org.socle.fleet.web.LinkedText;

/**
 * One page for pupils and staff: one sentence, three figures, one drawing, one proposal.
 *
 * @param period as it stands in addresses
 * @param month in words
 * @param sentence what was consumed, and whether that is more or less than the month before
 * @param figures three of them
 * @param coverage of how many machines and how much of their time something is known
 * @param drawing the days of the month; its title says what it shows
 * @param columns the same days for the paper: heights in percent of the highest, from below
 * @param proposal the one thing to do
 * @param why what it would save, and what it rests on
 * @param methods how the figures are reckoned
 * @param own what Socle itself takes
 * @param made when, and with which factors
 */
public record Bulletin(
        Place school,
        String period,
        String month,
        LinkedText sentence,
        List<Figure> figures,
        LinkedText coverage,
        Bars drawing,
        String title,
        List<Column> columns,
        LinkedText proposal,
        LinkedText why,
        List<Method> methods,
        String own,
        String made) {

    /**
     * A bar: a day of the month, or a month.
     *
     * @param name of it, in words
     * @param label below it; empty for most days
     * @param parts heights in percent, one for each of {@link Bars#PARTS}
     * @param known whether anything is known of it
     */
    public record Column(String name, String label, List<Integer> parts, boolean known) {}
}
