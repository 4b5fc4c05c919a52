package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Memory modules, as the firmware lists them: what a repair can take out or add. */
public enum MemoryModule implements Resource {
    SLOT(text(
            0,
            "slot",
            named("Emplacement", "Slot"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    SIZE(integer(
            1,
            "size",
            "KiB",
            named("Taille", "Size"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    TYPE(text(
            2,
            "type",
            named("Type de mémoire", "Kind of memory"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    SPEED(integer(
            3,
            "speed",
            null,
            named("Vitesse (millions de transferts par seconde)", "Speed (million transfers a second)"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts")));

    private static final Family FAMILY =
            Family.multiple(Family.OWN_BASE + 12, "memory_module", "slot", "Barrettes de mémoire", "Memory modules");

    private final Definition definition;

    MemoryModule(Definition definition) {
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
