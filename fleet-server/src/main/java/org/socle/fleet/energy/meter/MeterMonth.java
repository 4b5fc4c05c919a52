package org.socle.fleet.energy.meter;

import java.time.LocalDate;
import java.util.List;

/**
 * What the machines of a school took of what its building did, over the days of a month that are known of both. Energies in
 * watt-hours.
 *
 * @param school number of its place
 * @param month its first day
 * @param days how many days are known of both
 * @param building what the meter counted on them
 * @param machines what the machines took on them
 * @param uncertainty by how much that may be off
 */
public record MeterMonth(long school, LocalDate month, int days, double building, double machines, double uncertainty) {

    /** All of some together; school and month are those of the last. */
    public static MeterMonth sum(List<MeterMonth> months) {
        MeterMonth sum = new MeterMonth(0, LocalDate.EPOCH, 0, 0, 0, 0);
        for (MeterMonth month : months) {
            sum = new MeterMonth(
                    month.school,
                    month.month,
                    sum.days + month.days,
                    sum.building + month.building,
                    sum.machines + month.machines,
                    sum.uncertainty + month.uncertainty);
        }
        return sum;
    }

    /** Whether a share can be told at all. */
    public boolean known() {
        return days > 0 && building > 0;
    }

    /** The machines' share of the building, usually 0 to 1; only when {@link #known()}. */
    public double share() {
        return machines / building;
    }
}
