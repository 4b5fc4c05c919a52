package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Temperature sensors, IPSO object 3303. */
public enum Temperature implements Resource {
    VALUE(decimal(
                    5700,
                    "value",
                    "Cel",
                    named("Température", "Temperature"),
                    why("Repérer une machine qui chauffe", "Spot a machine that overheats"))
            .deadband(3)
            .urgentFrom(95)),
    SENSOR(text(5750, "sensor", named("Capteur", "Sensor"), why("Distinguer les capteurs", "Tell the sensors apart")));

    private static final Family FAMILY = Family.multiple(3303, "temperature", "sensor", "Températures", "Temperatures");

    private final Definition definition;

    Temperature(Definition definition) {
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
