package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** What the machine runs and since when. */
public enum Machine implements Resource {
    HOST_NAME(text(
            0,
            "host_name",
            named("Nom du poste", "Host name"),
            why(
                    "Retrouver le poste sous le nom que l’école lui donne",
                    "Find the machine under the name the school gave it"))),
    UUID(text(
            1,
            "uuid",
            named("Identifiant matériel (UUID)", "Hardware identifier (UUID)"),
            why("Garder l’historique d’une machine réinstallée", "Keep a machine’s history when it is reinstalled"))),
    OS_NAME(text(
            2,
            "os_name",
            named("Système d’exploitation", "Operating system"),
            why("Savoir quels logiciels sont encore maintenus", "Know which software is still maintained"))),
    OS_VERSION(text(
            3,
            "os_version",
            named("Version du système", "System version"),
            why("Savoir quels logiciels sont encore maintenus", "Know which software is still maintained"))),
    KERNEL(text(
            4,
            "kernel",
            named("Noyau", "Kernel"),
            why("Savoir quels logiciels sont encore maintenus", "Know which software is still maintained"))),
    ARCHITECTURE(text(
            5,
            "architecture",
            named("Architecture", "Architecture"),
            why("Savoir quels logiciels sont encore maintenus", "Know which software is still maintained"))),
    BOOT_TIME(time(
            6,
            "boot_time",
            named("Dernier démarrage", "Last start"),
            why("Repérer une machine qui redémarre toute seule", "Spot a machine that restarts by itself"))),
    UPTIME(integer(
                    7,
                    "uptime",
                    "s",
                    named("Durée depuis le démarrage", "Time since start"),
                    why("Repérer une machine qui redémarre toute seule", "Spot a machine that restarts by itself"))
            .snapshotOnly()),
    FAILED_UNITS(integer(
            8,
            "failed_units",
            "count",
            named("Services en échec", "Failed services"),
            why("Repérer un service qui ne démarre plus", "Spot a service that no longer starts"))),
    FAILED_UNIT_NAMES(text(
            9,
            "failed_unit_names",
            named("Noms des services en échec", "Names of the failed services"),
            why("Repérer un service qui ne démarre plus", "Spot a service that no longer starts")));

    private static final Family FAMILY = Family.single(Family.OWN_BASE + 0, "machine", "Machine", "Machine");

    private final Definition definition;

    Machine(Definition definition) {
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
