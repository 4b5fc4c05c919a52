package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** Network interfaces. */
public enum Network implements Resource {
    INTERFACE(text(
            0,
            "interface",
            named("Interface", "Interface"),
            why("Distinguer les prises", "Tell the interfaces apart"))),
    KIND(text(
            1,
            "kind",
            named("Type de liaison", "Kind of link"),
            why("Repérer un câble, une prise ou un réseau défaillant", "Spot a faulty cable, socket or network"))),
    UP(flag(
            2,
            "up",
            named("Connectée", "Connected"),
            why("Repérer un câble, une prise ou un réseau défaillant", "Spot a faulty cable, socket or network"))),
    SPEED(integer(
                    3,
                    "speed",
                    "Mbit/s",
                    named("Débit de la prise", "Link speed"),
                    why(
                            "Repérer un câble, une prise ou un réseau défaillant",
                            "Spot a faulty cable, socket or network"))
            .deadband(20)),
    DUPLEX(text(
            4,
            "duplex",
            named("Mode duplex", "Duplex"),
            why("Repérer un câble, une prise ou un réseau défaillant", "Spot a faulty cable, socket or network"))),
    RECEIVED(integer(
                    5,
                    "received",
                    "B",
                    named("Données reçues", "Data received"),
                    why("Mesurer ce que le réseau transporte", "Measure what the network carries"))
            .deadband(33554432)),
    SENT(integer(
                    6,
                    "sent",
                    "B",
                    named("Données envoyées", "Data sent"),
                    why("Mesurer ce que le réseau transporte", "Measure what the network carries"))
            .deadband(33554432)),
    RECEIVE_ERRORS(integer(
            7,
            "receive_errors",
            "count",
            named("Erreurs en réception", "Receive errors"),
            why("Repérer un câble, une prise ou un réseau défaillant", "Spot a faulty cable, socket or network"))),
    SEND_ERRORS(integer(
            8,
            "send_errors",
            "count",
            named("Erreurs en émission", "Send errors"),
            why("Repérer un câble, une prise ou un réseau défaillant", "Spot a faulty cable, socket or network"))),
    SIGNAL(integer(
                    9,
                    "signal",
                    "dBm",
                    named("Signal Wi-Fi", "Wi-Fi signal"),
                    why(
                            "Repérer un câble, une prise ou un réseau défaillant",
                            "Spot a faulty cable, socket or network"))
            .deadband(6)),
    RETRIES(integer(
                    10,
                    "retries",
                    "count",
                    named("Répétitions d’envois Wi-Fi", "Wi-Fi sends repeated"),
                    why(
                            "Repérer un câble, une prise ou un réseau défaillant",
                            "Spot a faulty cable, socket or network"))
            .deadband(500)),
    FAILED_SENDS(integer(
                    11,
                    "failed_sends",
                    "count",
                    named("Envois Wi-Fi répétés en vain", "Wi-Fi sends repeated in vain"),
                    why(
                            "Repérer un câble, une prise ou un réseau défaillant",
                            "Spot a faulty cable, socket or network"))
            .deadband(50));

    private static final Family FAMILY =
            Family.multiple(Family.OWN_BASE + 5, "network", "interface", "Réseau", "Network");

    private final Definition definition;

    Network(Definition definition) {
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
