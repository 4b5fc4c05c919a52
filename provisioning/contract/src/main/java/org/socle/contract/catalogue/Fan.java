package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Fan speeds, IPSO object 3346 (Rate). */
public enum Fan implements Resource {
    SPEED(decimal(
                    5700,
                    "speed",
                    "1/min",
                    named("Vitesse du ventilateur", "Fan speed"),
                    why("Repérer un ventilateur bloqué", "Spot a stuck fan"))
            .deadband(300)),
    SENSOR(text(5750, "sensor", named("Capteur", "Sensor"), why("Distinguer les ventilateurs", "Tell the fans apart")));

    private static final Family FAMILY = Family.multiple(3346, "fan", "sensor", "Ventilateurs", "Fans");

    private final Definition definition;

    Fan(Definition definition) {
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
