package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Screens, as they describe themselves (EDID). Their serial numbers do not leave the machine. */
public enum Monitor implements Resource {
    CONNECTOR(text(
            0,
            "connector",
            named("Prise", "Connector"),
            why("Savoir quels écrans sont là, et leur âge", "Know which screens there are, and their age"))),
    MAKER(text(
            1,
            "maker",
            named("Constructeur de l’écran", "Screen’s maker"),
            why("Savoir quels écrans sont là, et leur âge", "Know which screens there are, and their age"))),
    MODEL(text(
            2,
            "model",
            named("Modèle de l’écran", "Screen’s model"),
            why("Savoir quels écrans sont là, et leur âge", "Know which screens there are, and their age"))),
    DIAGONAL(integer(
            3,
            "diagonal",
            "cm",
            named("Diagonale", "Diagonal"),
            why("Savoir quels écrans sont là, et leur âge", "Know which screens there are, and their age"))),
    YEAR(text(
            4,
            "year",
            named("Année de fabrication", "Year of manufacture"),
            why("Savoir quels écrans sont là, et leur âge", "Know which screens there are, and their age"))),
    BUILT_IN(flag(
            5,
            "built_in",
            named("Intégré à la machine", "Built in"),
            why("Savoir quels écrans sont là, et leur âge", "Know which screens there are, and their age")));

    private static final Family FAMILY =
            Family.multiple(Family.OWN_BASE + 13, "monitor", "connector", "Écrans", "Screens");

    private final Definition definition;

    Monitor(Definition definition) {
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
