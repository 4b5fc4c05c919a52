package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

import org.eclipse.leshan.core.node.LwM2mPath;

/** The newest bandwidth test of the way to the fleet server: OMA's network speed test (10481). */
public enum Speed implements Resource {
    UPDATED(time(
            1,
            "updated",
            named("Dernier test de débit", "Last speed test"),
            why("Mesurer le débit de la ligne de l’école", "Measure the speed of the school’s line"))),
    DOWN(decimal(
            3,
            "down",
            "MB/s",
            named("Débit descendant", "Download speed"),
            why("Mesurer le débit de la ligne de l’école", "Measure the speed of the school’s line"))),
    UP(decimal(
            4,
            "up",
            "MB/s",
            named("Débit montant", "Upload speed"),
            why("Mesurer le débit de la ligne de l’école", "Measure the speed of the school’s line"))),
    PING(decimal(
            5,
            "ping",
            "ms",
            named("Aller-retour pendant le test", "Round trip in the test"),
            why("Mesurer le débit de la ligne de l’école", "Measure the speed of the school’s line")));

    /** What the server executes to have a test done. It has no value, so it is no reading. */
    public static final LwM2mPath RUN = new LwM2mPath(10481, 0, 0);

    /** Bits a second in a megabyte a second, in millions. */
    public static final int MBIT = 8;

    private static final Family FAMILY = Family.single(RUN.getObjectId(), "speed", "Débit", "Speed");

    private final Definition definition;

    Speed(Definition definition) {
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
