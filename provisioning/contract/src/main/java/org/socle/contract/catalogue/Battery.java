package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Batteries, uCIFI object 3411 with Socle’s own resources from 26241. */
public enum Battery implements Resource {
    LEVEL(integer(
                    1,
                    "level",
                    "/100",
                    named("Niveau de charge", "Charge level"),
                    why("Savoir si la batterie tient encore", "Know whether the battery still holds"))
            .deadband(5)),
    CAPACITY(decimal(
                    2,
                    "capacity",
                    "Ah",
                    named("Capacité", "Capacity"),
                    why("Savoir si la batterie tient encore", "Know whether the battery still holds"))
            .deadband(0.05)),
    VOLTAGE(decimal(
                    3,
                    "voltage",
                    "V",
                    named("Tension", "Voltage"),
                    why("Savoir si la batterie tient encore", "Know whether the battery still holds"))
            .deadband(0.5)),
    CHEMISTRY(text(
            4,
            "chemistry",
            named("Type de batterie", "Battery type"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    CYCLES(integer(
            8,
            "cycles",
            "count",
            named("Cycles", "Cycles"),
            why("Savoir si la batterie tient encore", "Know whether the battery still holds"))),
    NAME(text(
            26241, "name", named("Batterie", "Battery"), why("Distinguer les batteries", "Tell the batteries apart"))),
    HEALTH(integer(
                    26242,
                    "health",
                    "/100",
                    named("Capacité restante par rapport à l’origine", "Capacity left compared with new"),
                    why("Savoir si la batterie tient encore", "Know whether the battery still holds"))
            .deadband(1)),
    STATUS(text(
            26243,
            "status",
            named("État de charge", "Charging state"),
            why("Savoir si la batterie tient encore", "Know whether the battery still holds"))),
    CHARGE_START(integer(
            26244,
            "charge_start",
            "/100",
            named("Charge à partir de", "Charges from"),
            why("Savoir si la batterie tient encore", "Know whether the battery still holds"))),
    CHARGE_STOP(integer(
            26245,
            "charge_stop",
            "/100",
            named("Charge jusqu’à", "Charges up to"),
            why("Savoir si la batterie tient encore", "Know whether the battery still holds")));

    private static final Family FAMILY = Family.multiple(3411, "battery", "name", "Batteries", "Batteries");

    private final Definition definition;

    Battery(Definition definition) {
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
