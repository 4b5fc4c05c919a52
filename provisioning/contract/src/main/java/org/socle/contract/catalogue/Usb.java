package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Devices on USB. Sent only where the school switches the probe on; without serial numbers. */
public enum Usb implements Resource {
    PORT(text(
            0,
            "port",
            named("Port", "Port"),
            why(
                    "Retrouver le matériel que l’école a choisi de déclarer",
                    "Find the equipment the school chose to declare"))),
    NAME(text(
            1,
            "name",
            named("Périphérique", "Device"),
            why(
                    "Retrouver le matériel que l’école a choisi de déclarer",
                    "Find the equipment the school chose to declare"))),
    IDENTIFIER(text(
            2,
            "identifier",
            named("Identifiant du modèle", "Model identifier"),
            why(
                    "Retrouver le matériel que l’école a choisi de déclarer",
                    "Find the equipment the school chose to declare")));

    private static final Family FAMILY =
            Family.multiple(Family.OWN_BASE + 17, "usb", "port", "Périphériques USB", "USB devices");

    private final Definition definition;

    Usb(Definition definition) {
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
