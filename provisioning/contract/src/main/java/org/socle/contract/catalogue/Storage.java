package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Health of the disks, from SMART and NVMe logs. */
public enum Storage implements Resource {
    DEVICE(text(0, "device", named("Disque", "Disk"), why("Distinguer les disques", "Tell the disks apart"))),
    MODEL(text(
            1,
            "model",
            named("Modèle du disque", "Disk model"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    SERIAL_NUMBER(text(
            2,
            "serial_number",
            named("Numéro de série du disque", "Disk serial number"),
            why("Suivre un disque déplacé et prouver son effacement", "Follow a moved disk and prove its erasure"))),
    KIND(text(
            3,
            "kind",
            named("Type de disque", "Kind of disk"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    CAPACITY(integer(
            4,
            "capacity",
            "GB",
            named("Capacité", "Capacity"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    HEALTHY(flag(
                    5,
                    "healthy",
                    named("Autotest du disque réussi", "Disk passes its own test"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    TEMPERATURE(integer(
                    6,
                    "temperature",
                    "Cel",
                    named("Température du disque", "Disk temperature"),
                    why("Repérer une machine qui chauffe", "Spot a machine that overheats"))
            .deadband(3)),
    POWER_ON_TIME(integer(
                    7,
                    "power_on_time",
                    "h",
                    named("Heures de fonctionnement", "Hours in service"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .deadband(24)),
    POWER_CYCLES(integer(
            8,
            "power_cycles",
            "count",
            named("Mises sous tension", "Power cycles"),
            why("Remplacer un disque avant la panne", "Replace a disk before it fails"))),
    REALLOCATED_SECTORS(integer(
                    9,
                    "reallocated_sectors",
                    "count",
                    named("Secteurs réalloués", "Reallocated sectors"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    PENDING_SECTORS(integer(
                    10,
                    "pending_sectors",
                    "count",
                    named("Secteurs en attente", "Pending sectors"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    OFFLINE_UNCORRECTABLE(integer(
                    11,
                    "offline_uncorrectable",
                    "count",
                    named("Secteurs illisibles", "Unreadable sectors"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    REPORTED_UNCORRECTABLE(integer(
                    12,
                    "reported_uncorrectable",
                    "count",
                    named("Erreurs non corrigées", "Uncorrected errors"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    COMMAND_TIMEOUTS(integer(
            13,
            "command_timeouts",
            "count",
            named("Commandes sans réponse", "Commands timed out"),
            why("Remplacer un disque avant la panne", "Replace a disk before it fails"))),
    CRC_ERRORS(integer(
            14,
            "crc_errors",
            "count",
            named("Erreurs de câble (CRC)", "Cable errors (CRC)"),
            why("Changer un câble plutôt qu’un disque", "Change a cable instead of a disk"))),
    PERCENTAGE_USED(integer(
            15,
            "percentage_used",
            "/100",
            named("Usure", "Wear"),
            why("Remplacer un disque avant la panne", "Replace a disk before it fails"))),
    AVAILABLE_SPARE(integer(
            16,
            "available_spare",
            "/100",
            named("Réserve disponible", "Available spare"),
            why("Remplacer un disque avant la panne", "Replace a disk before it fails"))),
    SPARE_THRESHOLD(integer(
            17,
            "spare_threshold",
            "/100",
            named("Seuil de réserve", "Spare threshold"),
            why("Remplacer un disque avant la panne", "Replace a disk before it fails"))),
    MEDIA_ERRORS(integer(
                    18,
                    "media_errors",
                    "count",
                    named("Erreurs du support", "Media errors"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    CRITICAL_WARNING(integer(
                    19,
                    "critical_warning",
                    null,
                    named("Alerte critique du disque", "Critical warning of the disk"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    DATA_WRITTEN(integer(
                    20,
                    "data_written",
                    "GB",
                    named("Données écrites", "Data written"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .deadband(10)),
    GROWN_DEFECTS(integer(
                    21,
                    "grown_defects",
                    "count",
                    named("Défauts apparus", "Grown defects"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    STANDBY(flag(
            22,
            "standby",
            named("Disque en veille", "Disk asleep"),
            why("Ne pas réveiller un disque pour le lire", "Not to wake a disk to read it"))),
    SPIN_RETRIES(integer(
                    23,
                    "spin_retries",
                    "count",
                    named("Démarrages du moteur repris", "Spin-up retries"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    END_TO_END_ERRORS(integer(
                    24,
                    "end_to_end_errors",
                    "count",
                    named("Erreurs de bout en bout", "End-to-end errors"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    REALLOCATION_EVENTS(integer(
            25,
            "reallocation_events",
            "count",
            named("Réallocations tentées", "Reallocation events"),
            why("Remplacer un disque avant la panne", "Replace a disk before it fails"))),
    UNSAFE_SHUTDOWNS(integer(
            26,
            "unsafe_shutdowns",
            "count",
            named("Coupures de courant subies", "Unsafe shutdowns"),
            why("Remplacer un disque avant la panne", "Replace a disk before it fails"))),
    SELF_TEST_PASSED(flag(
                    27,
                    "self_test_passed",
                    named("Dernier test long ou court réussi", "Last self-test passed"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent()),
    WRITTEN_SINCE_START(decimal(
                    28,
                    "written_since_start",
                    "GB",
                    named("Données écrites depuis le démarrage", "Data written since start"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .deadband(1)),
    KERNEL_ERRORS(integer(
                    29,
                    "kernel_errors",
                    "count",
                    named("Erreurs d’entrée-sortie vues par le noyau", "Input and output errors the kernel saw"),
                    why("Remplacer un disque avant la panne", "Replace a disk before it fails"))
            .urgent());

    private static final Family FAMILY = Family.multiple(Family.OWN_BASE + 4, "storage", "device", "Disques", "Disks");

    private final Definition definition;

    Storage(Definition definition) {
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
