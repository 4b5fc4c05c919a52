package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Whether the machine serves, never whom: minutes that grow once an hour. */
public enum Use implements Resource {
    ON(integer(
            0,
            "on",
            "min",
            named("Temps allumé", "Time switched on"),
            why(
                    "Distinguer une machine utile d’une machine oubliée allumée, sans savoir par qui",
                    "Tell a useful machine from one left on, without knowing by whom"))),
    SCREEN_ON(integer(
            1,
            "screen_on",
            "min",
            named("Temps écran allumé", "Time with the screen on"),
            why(
                    "Distinguer une machine utile d’une machine oubliée allumée, sans savoir par qui",
                    "Tell a useful machine from one left on, without knowing by whom"))),
    ACTIVE(integer(
            2,
            "active",
            "min",
            named("Temps de session active", "Time with a session in use"),
            why(
                    "Distinguer une machine utile d’une machine oubliée allumée, sans savoir par qui",
                    "Tell a useful machine from one left on, without knowing by whom"))),
    IDLE(integer(
            3,
            "idle",
            "min",
            named("Temps de session inactive", "Time with a session idle"),
            why(
                    "Distinguer une machine utile d’une machine oubliée allumée, sans savoir par qui",
                    "Tell a useful machine from one left on, without knowing by whom"))),
    ASLEEP(integer(
            4,
            "asleep",
            "min",
            named("Temps en veille", "Time asleep"),
            why(
                    "Distinguer une machine en veille d’une machine éteinte, et compter ce que la veille consomme",
                    "Tell a machine that sleeps from one that is off, and count what sleep consumes")));

    private static final Family FAMILY = Family.single(Family.OWN_BASE + 16, "use", "Utilisation", "Use");

    private final Definition definition;

    Use(Definition definition) {
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
