package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Identity of the machine, OMA object 3 (Device). */
public enum Device implements Resource {
    MANUFACTURER(text(
            0,
            "manufacturer",
            named("Constructeur", "Manufacturer"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    MODEL(text(
            1,
            "model",
            named("Modèle", "Model"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    SERIAL_NUMBER(text(
            2,
            "serial_number",
            named("Numéro de série", "Serial number"),
            why("Suivre la garantie et le réemploi de la machine", "Follow the machine’s warranty and reuse"))),
    FIRMWARE_VERSION(text(
            3,
            "firmware_version",
            named("Version du micrologiciel", "Firmware version"),
            why("Savoir quels logiciels sont encore maintenus", "Know which software is still maintained"))),
    TYPE(text(
            17,
            "type",
            named("Type de machine", "Kind of machine"),
            why(
                    "Distinguer poste fixe, portable, totem et machine virtuelle",
                    "Tell desktops, laptops, totems and virtual machines apart")));

    private static final Family FAMILY = Family.single(3, "device", "Appareil", "Device");

    private final Definition definition;

    Device(Definition definition) {
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
