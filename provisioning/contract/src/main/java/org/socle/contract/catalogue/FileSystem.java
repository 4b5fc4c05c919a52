package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Fill and state of the file systems on local disks. */
public enum FileSystem implements Resource {
    MOUNT(text(
            0,
            "mount",
            named("Point de montage", "Mount point"),
            why("Distinguer les volumes", "Tell the volumes apart"))),
    TYPE(text(
            1,
            "type",
            named("Format", "Format"),
            why("Savoir quels logiciels sont encore maintenus", "Know which software is still maintained"))),
    SIZE(integer(
            2,
            "size",
            "KiB",
            named("Taille", "Size"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    AVAILABLE(integer(
                    3,
                    "available",
                    "KiB",
                    named("Espace libre", "Free space"),
                    why("Agir avant que le disque soit plein", "Act before the disk is full"))
            .deadband(524288)),
    FILL(integer(
                    4,
                    "fill",
                    "/100",
                    named("Remplissage", "Fill"),
                    why("Agir avant que le disque soit plein", "Act before the disk is full"))
            .deadband(1)
            .urgentFrom(98)),
    READ_ONLY(flag(
            5,
            "read_only",
            named("Lecture seule", "Read-only"),
            why(
                    "Repérer un volume que le système a protégé après une erreur",
                    "Spot a volume the system protected after an error"))),
    REMOUNTED_READ_ONLY(flag(
                    6,
                    "remounted_read_only",
                    named("Passé en lecture seule", "Turned read-only"),
                    why(
                            "Repérer un volume que le système a protégé après une erreur",
                            "Spot a volume the system protected after an error"))
            .urgent()),
    ERRORS(integer(
                    7,
                    "errors",
                    "count",
                    named("Erreurs relevées dans le volume", "Errors recorded in the volume"),
                    why(
                            "Repérer un volume que le système a protégé après une erreur",
                            "Spot a volume the system protected after an error"))
            .urgent());

    private static final Family FAMILY =
            Family.multiple(Family.OWN_BASE + 3, "filesystem", "mount", "Systèmes de fichiers", "File systems");

    private final Definition definition;

    FileSystem(Definition definition) {
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
