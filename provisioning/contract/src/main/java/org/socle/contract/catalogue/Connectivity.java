package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** What lies between this machine and the outside: the school's router, its name server, what the school lets through. */
public enum Connectivity implements Resource {
    GATEWAY(decimal(
                    0,
                    "gateway",
                    "ms",
                    named("Aller-retour jusqu’à la box ou au routeur", "Round trip to the router"),
                    why(
                            "Distinguer une panne dans l’école d’une panne de sa ligne",
                            "Tell a fault inside the school from one of its line"))
            .deadband(5)),
    GATEWAY_LOSS(integer(
                    1,
                    "gateway_loss",
                    "/100",
                    named("Paquets perdus jusqu’au routeur", "Packets lost on the way to the router"),
                    why(
                            "Distinguer une panne dans l’école d’une panne de sa ligne",
                            "Tell a fault inside the school from one of its line"))
            .deadband(20)),
    DNS_TIME(integer(
                    2,
                    "dns_time",
                    "ms",
                    named("Réponse du serveur de noms", "Answer of the name server"),
                    why(
                            "Distinguer une panne dans l’école d’une panne de sa ligne",
                            "Tell a fault inside the school from one of its line"))
            .deadband(25)),
    /** One of {@code direct}, {@code proxy}, {@code portal}, {@code intercepted}, {@code blocked}. */
    PATH(text(
            3,
            "path",
            named("Chemin vers le serveur", "Way to the server"),
            why(
                    "Repérer un portail captif ou un filtrage qui gêne la machine",
                    "Spot a captive portal or a filter in the machine’s way")));

    private static final Family FAMILY =
            Family.single(Family.OWN_BASE + 10, "connectivity", "Accès au réseau", "Network access");

    private final Definition definition;

    Connectivity(Definition definition) {
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
