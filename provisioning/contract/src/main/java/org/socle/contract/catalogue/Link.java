package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Quality of the link to the fleet server. */
public enum Link implements Resource {
    ROUND_TRIP(integer(
                    0,
                    "round_trip",
                    "ms",
                    named("Aller-retour jusqu’au serveur", "Round trip to the server"),
                    why(
                            "Repérer un câble, une prise ou un réseau défaillant",
                            "Spot a faulty cable, socket or network"))
            .deadband(25)),
    LOSS(integer(
                    1,
                    "loss",
                    "/100",
                    named("Paquets perdus", "Packets lost"),
                    why(
                            "Repérer un câble, une prise ou un réseau défaillant",
                            "Spot a faulty cable, socket or network"))
            .deadband(1)),
    RECONNECTIONS(integer(
            2,
            "reconnections",
            "count",
            named("Reconnexions", "Reconnections"),
            why("Repérer un câble, une prise ou un réseau défaillant", "Spot a faulty cable, socket or network")));

    private static final Family FAMILY =
            Family.single(Family.OWN_BASE + 6, "link", "Liaison au serveur", "Link to the server");

    private final Definition definition;

    Link(Definition definition) {
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
