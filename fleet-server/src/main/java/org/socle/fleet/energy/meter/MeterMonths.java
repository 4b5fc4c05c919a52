package org.socle.fleet.energy.meter;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Keeps months of schools held against their buildings as their machines gain. Stateless; works in the caller's transaction. */
public final class MeterMonths {
    private final MeterTable table = new MeterTable();

    private record Due(long school, LocalDate month) {}

    /**
     * Adds up the months of these places' schools anew; nothing happens where no meter is known.
     *
     * @param months first days of months by place
     */
    public void addUp(Handle handle, Map<Long, ? extends Collection<LocalDate>> months) {
        Set<Due> due = new LinkedHashSet<>();
        months.forEach((place, firsts) -> {
            long school = table.school(handle, place);
            if (school > 0) {
                firsts.forEach(first -> due.add(new Due(school, first)));
            }
        });
        due.forEach(each -> table.addUp(handle, each.school, each.month));
    }
}
