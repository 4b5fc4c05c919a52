package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** The model of this machine’s power: a straight line in load from idle to full, and what it sleeps with. */
public enum EnergyModel implements Resource {
    IDLE(decimal(
                    0,
                    "idle",
                    "W",
                    named("Puissance au repos", "Power when idle"),
                    why(
                            "Dire si une consommation est mesurée ou estimée, et par quoi",
                            "Say whether consumption is measured or estimated, and by what"))
            .deadband(0.5)),
    FULL(decimal(
                    1,
                    "full",
                    "W",
                    named("Puissance à pleine charge", "Power at full load"),
                    why(
                            "Dire si une consommation est mesurée ou estimée, et par quoi",
                            "Say whether consumption is measured or estimated, and by what"))
            .deadband(0.5)),
    SLEEP(decimal(
                    2,
                    "sleep",
                    "W",
                    named("Puissance en veille", "Power when asleep"),
                    why(
                            "Dire si une consommation est mesurée ou estimée, et par quoi",
                            "Say whether consumption is measured or estimated, and by what"))
            .deadband(0.1)),
    BASIS(text(
            3,
            "basis",
            named("Origine du modèle", "What the model rests on"),
            why(
                    "Dire si une consommation est mesurée ou estimée, et par quoi",
                    "Say whether consumption is measured or estimated, and by what"))),
    UNCERTAINTY(integer(
            4,
            "uncertainty",
            "/100",
            named("Incertitude du modèle", "Uncertainty of the model"),
            why(
                    "Dire si une consommation est mesurée ou estimée, et par quoi",
                    "Say whether consumption is measured or estimated, and by what")));

    private static final Family FAMILY =
            Family.single(Family.OWN_BASE + 15, "energy_model", "Modèle de consommation", "Power model");

    private final Definition definition;

    EnergyModel(Definition definition) {
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
