package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** The agent itself: its version, its outbox and what the server may ask of it. */
public enum Agent implements Resource {
    VERSION(text(
            0,
            "version",
            named("Version de l’agent", "Agent version"),
            why("Savoir si les relevés sont complets", "Know whether the readings are complete"))),
    PACK(integer(
                    1,
                    "pack",
                    "count",
                    named("Numéro d’envoi", "Pack number"),
                    why("Reconnaître un envoi répété", "Recognise a repeated pack"))
            .snapshotOnly()),
    OUTBOX_PACKS(integer(
                    2,
                    "outbox_packs",
                    "count",
                    named("Envois en attente", "Packs waiting"),
                    why("Savoir si les relevés sont complets", "Know whether the readings are complete"))
            .snapshotOnly()),
    OUTBOX_SIZE(integer(
                    3,
                    "outbox_size",
                    "B",
                    named("Taille de la file d’attente", "Size of the outbox"),
                    why("Savoir si les relevés sont complets", "Know whether the readings are complete"))
            .snapshotOnly()),
    OUTBOX_THINNED(integer(
            4,
            "outbox_thinned",
            "count",
            named("Relevés éclaircis faute de place", "Readings thinned for lack of room"),
            why("Savoir si les relevés sont complets", "Know whether the readings are complete"))),
    OUTBOX_STATE(text(
            7,
            "outbox_state",
            named("File d’attente gardée sur", "Outbox kept on"),
            why("Savoir si les relevés sont complets", "Know whether the readings are complete"))),
    SNAPSHOT(flag(
                    6,
                    "snapshot",
                    named("Relevé complet", "Full snapshot"),
                    why("Savoir quels relevés n’existent plus", "Know which readings no longer exist"))
            .snapshotOnly()),
    /** Since the agent started; the server adds up what it gains. */
    PROCESSOR_TIME(integer(
                    8,
                    "processor_time",
                    "s",
                    named("Temps processeur pris par l’agent", "Processor time taken by the agent"),
                    why("Dire ce que Socle consomme lui-même", "Say what Socle itself consumes"))
            .deadband(5)),
    /** Packs the server does not take, set aside so that the others go on. */
    OUTBOX_REFUSED(integer(
            9,
            "outbox_refused",
            "count",
            named("Envois que le serveur n’accepte pas", "Packs the server does not take"),
            why("Savoir si les relevés sont complets", "Know whether the readings are complete"))),
    /** Starts that the agent's state has seen. The same number at another start, or a smaller one: the disk was rolled back. */
    STATE_GENERATION(integer(
                    10,
                    "state_generation",
                    "count",
                    named("Démarrages de l’agent enregistrés", "Recorded starts of the agent"),
                    why(
                            "Repérer un poste dont le disque est remis dans un état antérieur",
                            "Spot a machine whose disk is rolled back"))
            .snapshotOnly()),
    /** Random, another one at each start: it tells starts apart and nothing else. */
    START(text(
                    11,
                    "start",
                    named("Repère du démarrage de l’agent", "Mark of the agent’s start"),
                    why(
                            "Repérer un poste dont le disque est remis dans un état antérieur",
                            "Spot a machine whose disk is rolled back"))
            .snapshotOnly()),
    LIVE(integer(
                    5,
                    "live",
                    "s",
                    named("Mode direct restant", "Live mode left"),
                    why("Montrer une machine en direct à qui la regarde", "Show a machine live to whoever looks at it"))
            .snapshotOnly());

    private static final Family FAMILY = Family.single(Family.OWN_BASE + 8, "agent", "Agent Socle", "Socle agent");

    private final Definition definition;

    Agent(Definition definition) {
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
