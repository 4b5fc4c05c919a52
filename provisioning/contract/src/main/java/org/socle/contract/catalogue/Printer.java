package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Printers set up on the machine. Sent only where the school switches the probe on. */
public enum Printer implements Resource {
    NAME(text(
            0,
            "name",
            named("Imprimante", "Printer"),
            why("Savoir si l’imprimante de la salle imprime", "Know whether the room’s printer prints"))),
    STATE(text(
            1,
            "state",
            named("État de l’imprimante", "Printer’s state"),
            why("Savoir si l’imprimante de la salle imprime", "Know whether the room’s printer prints"))),
    QUEUED(integer(
            2,
            "queued",
            "count",
            named("Impressions en attente", "Jobs waiting"),
            why("Savoir si l’imprimante de la salle imprime", "Know whether the room’s printer prints")));

    private static final Family FAMILY =
            Family.multiple(Family.OWN_BASE + 18, "printer", "name", "Imprimantes", "Printers");

    private final Definition definition;

    Printer(Definition definition) {
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
