package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Power, IPSO object 3328: what a meter shows now. */
public enum Power implements Resource {
    VALUE(decimal(
                    5700,
                    "value",
                    "W",
                    named("Puissance", "Power"),
                    why("Mesurer ce que la machine consomme", "Measure what the machine consumes"))
            .deadband(5)),
    METER(text(
            5750,
            "meter",
            named("Compteur", "Meter"),
            why(
                    "Dire si une consommation est mesurée ou estimée, et par quoi",
                    "Say whether consumption is measured or estimated, and by what")));

    private static final Family FAMILY = Family.multiple(3328, "power", "meter", "Puissance", "Power");

    private final Definition definition;

    Power(Definition definition) {
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
