package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Clock of the machine. */
public enum Clock implements Resource {
    SYNCHRONISED(flag(
            0,
            "synchronised",
            named("Horloge à l’heure", "Clock synchronised"),
            why("Dater correctement les relevés", "Date the readings correctly"))),
    OFFSET(integer(
                    1,
                    "offset",
                    "ms",
                    named("Écart de l’horloge", "Clock offset"),
                    why("Dater correctement les relevés", "Date the readings correctly"))
            // A clock that forgot the time is off by decades, to either side.
            .between(-1e13, 1e13)
            .deadband(500)
            .urgentFrom(60_000));

    private static final Family FAMILY = Family.single(Family.OWN_BASE + 7, "clock", "Horloge", "Clock");

    private final Definition definition;

    Clock(Definition definition) {
        this.definition = definition;
    }

    @Override
    public Family family() {
        return FAMILY;
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
