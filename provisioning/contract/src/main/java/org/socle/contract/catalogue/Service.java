package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** The services the school works with, under the names the administrator gave them; their addresses stay on the machine. */
public enum Service implements Resource {
    NAME(text(
            0,
            "name",
            named("Service", "Service"),
            why("Savoir si l’école atteint ses services", "Know whether the school reaches its services"))),
    /** One of {@code ok}, {@code no_dns}, {@code refused}, {@code timeout}, {@code intercepted}. */
    STATE(text(
            1,
            "state",
            named("Accès", "Access"),
            why("Savoir si l’école atteint ses services", "Know whether the school reaches its services"))),
    ROUND_TRIP(integer(
                    2,
                    "round_trip",
                    "ms",
                    named("Aller-retour", "Round trip"),
                    why("Savoir si l’école atteint ses services", "Know whether the school reaches its services"))
            .deadband(25)),
    LOSS(integer(
                    3,
                    "loss",
                    "/100",
                    named("Essais perdus", "Attempts lost"),
                    why("Savoir si l’école atteint ses services", "Know whether the school reaches its services"))
            .deadband(25));

    private static final Family FAMILY =
            Family.multiple(Family.OWN_BASE + 11, "service", "name", "Services", "Services");

    private final Definition definition;

    Service(Definition definition) {
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
