package org.socle.fleet.config;

import org.socle.contract.config.Settings;

/**
 * What is kept of tickets.
 *
 * @param keepTextsYears after a ticket is closed, or solved and never closed, until what people wrote on it and its pictures are
 *     taken out; {@code tickets.keep_texts_years}, 1 to 10, default 3: as long as a machine's warranty commonly runs, for which they
 *     may be needed. What figures are counted from stays.
 */
public record TicketsConfig(int keepTextsYears) {
    /** What holds when nothing is said. */
    public static final TicketsConfig DEFAULT = new TicketsConfig(3);

    static TicketsConfig of(Settings settings) {
        return new TicketsConfig((int) settings.number("tickets.keep_texts_years", DEFAULT.keepTextsYears, 1, 10));
    }
}
