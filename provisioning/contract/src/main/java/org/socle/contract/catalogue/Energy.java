package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Energy, IPSO object 3331: cumulative counters that never go back. Own resources from 26241. */
public enum Energy implements Resource {
    CONSUMED(decimal(
                    5700,
                    "consumed",
                    "Wh",
                    named("Énergie consommée", "Energy consumed"),
                    why("Mesurer ce que la machine consomme", "Measure what the machine consumes"))
            .deadband(2)),
    METER(text(
            5750,
            "meter",
            named("Compteur", "Meter"),
            why(
                    "Dire si une consommation est mesurée ou estimée, et par quoi",
                    "Say whether consumption is measured or estimated, and by what"))),
    QUALITY(integer(
            6042,
            "quality",
            null,
            named("Nature (4 : mesurée ; 16 : estimée)", "Nature (4: metered; 16: modelled)"),
            why(
                    "Dire si une consommation est mesurée ou estimée, et par quoi",
                    "Say whether consumption is measured or estimated, and by what"))),
    LEVEL(integer(
                    6049,
                    "level",
                    "/100",
                    named("Confiance", "Confidence"),
                    why(
                            "Dire si une consommation est mesurée ou estimée, et par quoi",
                            "Say whether consumption is measured or estimated, and by what"))
            .deadband(5)),
    SCOPE(text(
            26241,
            "scope",
            named("Partie mesurée", "Part that is metered"),
            why(
                    "Dire si une consommation est mesurée ou estimée, et par quoi",
                    "Say whether consumption is measured or estimated, and by what"))),
    SOURCE(text(
            26242,
            "source",
            named("Origine de la mesure", "Where the figure comes from"),
            why(
                    "Dire si une consommation est mesurée ou estimée, et par quoi",
                    "Say whether consumption is measured or estimated, and by what"))),
    METERED(decimal(
                    26243,
                    "metered",
                    "Wh",
                    named("dont énergie mesurée", "of which metered"),
                    why(
                            "Dire si une consommation est mesurée ou estimée, et par quoi",
                            "Say whether consumption is measured or estimated, and by what"))
            .deadband(2)),
    UNCERTAINTY(decimal(
                    26244,
                    "uncertainty",
                    "Wh",
                    named("Incertitude cumulée (±)", "Cumulative uncertainty (±)"),
                    why(
                            "Dire si une consommation est mesurée ou estimée, et par quoi",
                            "Say whether consumption is measured or estimated, and by what"))
            .deadband(2)),
    /** A digest of where the plug is heard: tells plugs apart, and nothing else. */
    PLUG(text(
            26245,
            "plug",
            named("Repère de la prise mesurante", "Mark of the smart plug"),
            why(
                    "Ne compter qu’une fois une prise qui alimente plusieurs machines",
                    "Count a plug that feeds several machines only once")));

    private static final Family FAMILY = Family.multiple(3331, "energy", "meter", "Énergie", "Energy");

    private final Definition definition;

    Energy(Definition definition) {
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
