package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** How each probe fares: part of the agent’s own health. */
public enum Probing implements Resource {
    NAME(text(
            0,
            "name",
            named("Sonde", "Probe"),
            why("Savoir si les relevés sont complets", "Know whether the readings are complete"))),
    STATE(text(
            1,
            "state",
            named("État de la sonde", "Probe state"),
            why("Savoir si les relevés sont complets", "Know whether the readings are complete"))),
    DURATION(integer(
                    2,
                    "duration",
                    "ms",
                    named("Durée de lecture", "Reading time"),
                    why("Garder l’agent léger", "Keep the agent light"))
            .snapshotOnly());

    private static final Family FAMILY = Family.multiple(Family.OWN_BASE + 9, "probe", "name", "Sondes", "Probes");

    private final Definition definition;

    Probing(Definition definition) {
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
