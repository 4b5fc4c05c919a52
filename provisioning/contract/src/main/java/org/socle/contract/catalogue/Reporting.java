package org.socle.contract.catalogue;

/** When a new value of a resource is worth a report. */
public sealed interface Reporting {

    /** Every change is reported. */
    record OnChange() implements Reporting {}

    /**
     * A value is reported when it differs from the last reported one by at least this much.
     *
     * @param width in the resource's unit, above 0
     */
    record Deadband(double width) implements Reporting {
        public Deadband {
            if (!(width > 0)) {
                throw new IllegalArgumentException("a deadband must be above 0, not " + width);
            }
        }
    }

    /** Reported in full snapshots only: values that always move and say little, like an uptime. */
    record SnapshotOnly() implements Reporting {}
}
