package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Memory and swap. */
public enum Memory implements Resource {
    TOTAL(integer(
            0,
            "total",
            "KiB",
            named("Mémoire installée", "Installed memory"),
            why("Reconnaître la machine et trouver ses pièces", "Recognise the machine and find its parts"))),
    AVAILABLE(integer(
                    1,
                    "available",
                    "KiB",
                    named("Mémoire disponible", "Available memory"),
                    why("Comprendre une machine lente", "Understand a slow machine"))
            .deadband(131072)),
    USED(integer(
                    2,
                    "used",
                    "/100",
                    named("Mémoire utilisée", "Memory in use"),
                    why("Comprendre une machine lente", "Understand a slow machine"))
            .deadband(5)),
    SWAP_TOTAL(integer(
            3,
            "swap_total",
            "KiB",
            named("Espace d’échange", "Swap space"),
            why("Comprendre une machine lente", "Understand a slow machine"))),
    SWAP_USED(integer(
                    4,
                    "swap_used",
                    "KiB",
                    named("Espace d’échange utilisé", "Swap in use"),
                    why("Comprendre une machine lente", "Understand a slow machine"))
            .deadband(65536)),
    OUT_OF_MEMORY_KILLS(integer(
            5,
            "out_of_memory_kills",
            "count",
            named("Programmes arrêtés faute de mémoire", "Programs stopped for lack of memory"),
            why("Comprendre une machine lente", "Understand a slow machine"))),
    CORRECTED_ERRORS(integer(
            6,
            "corrected_errors",
            "count",
            named("Erreurs de mémoire corrigées (ECC)", "Corrected memory errors (ECC)"),
            why("Repérer une mémoire ou un processeur défaillants", "Spot failing memory or a failing processor"))),
    UNCORRECTED_ERRORS(integer(
                    7,
                    "uncorrected_errors",
                    "count",
                    named("Erreurs de mémoire non corrigées (ECC)", "Uncorrected memory errors (ECC)"),
                    why(
                            "Repérer une mémoire ou un processeur défaillants",
                            "Spot failing memory or a failing processor"))
            .urgent());

    private static final Family FAMILY = Family.single(Family.OWN_BASE + 2, "memory", "Mémoire", "Memory");

    private final Definition definition;

    Memory(Definition definition) {
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
