package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Load and clock of the processor. */
public enum Processor implements Resource {
    MODEL(text(
            0,
            "model",
            named("Modèle de processeur", "Processor model"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    CORES(integer(
            1,
            "cores",
            "count",
            named("Cœurs", "Cores"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    THREADS(integer(
            2,
            "threads",
            "count",
            named("Fils d’exécution", "Threads"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    LOAD(integer(
                    3,
                    "load",
                    "/100",
                    named("Charge du processeur", "Processor load"),
                    why("Comprendre une machine lente", "Understand a slow machine"))
            .deadband(10)),
    FREQUENCY(integer(
                    4,
                    "frequency",
                    "MHz",
                    named("Fréquence", "Frequency"),
                    why("Comprendre une machine lente", "Understand a slow machine"))
            .deadband(400)),
    MAX_FREQUENCY(integer(
            5,
            "max_frequency",
            "MHz",
            named("Fréquence maximale", "Highest frequency"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    CORE_THROTTLES(integer(
            6,
            "core_throttles",
            "count",
            named("Ralentissements thermiques des cœurs", "Thermal slowdowns of cores"),
            why("Repérer une machine qui chauffe", "Spot a machine that overheats"))),
    PACKAGE_THROTTLES(integer(
            7,
            "package_throttles",
            "count",
            named("Ralentissements thermiques du processeur", "Thermal slowdowns of the processor"),
            why("Repérer une machine qui chauffe", "Spot a machine that overheats"))),
    UNDER_VOLTAGE(flag(
                    8,
                    "under_voltage",
                    named("Sous-tension depuis le démarrage", "Under-voltage since start"),
                    why("Repérer une alimentation trop faible", "Spot a power supply that is too weak"))
            .urgent()),
    THROTTLED(flag(
            9,
            "throttled",
            named("Ralenti depuis le démarrage", "Slowed down since start"),
            why("Repérer une machine qui chauffe", "Spot a machine that overheats"))),
    MACHINE_CHECKS(integer(
                    10,
                    "machine_checks",
                    "count",
                    named("Erreurs matérielles signalées par le processeur", "Hardware errors the processor reported"),
                    why(
                            "Repérer une mémoire ou un processeur défaillants",
                            "Spot failing memory or a failing processor"))
            .urgent());

    private static final Family FAMILY = Family.single(Family.OWN_BASE + 1, "processor", "Processeur", "Processor");

    private final Definition definition;

    Processor(Definition definition) {
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
