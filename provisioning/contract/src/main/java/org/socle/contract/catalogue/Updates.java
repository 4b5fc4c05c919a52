package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.*;

/** What the system’s packages need. */
public enum Updates implements Resource {
    PENDING(integer(
            0,
            "pending",
            "count",
            named("Mises à jour en attente", "Updates waiting"),
            why("Savoir quelles machines ne sont plus protégées", "Know which machines are no longer protected"))),
    SECURITY(integer(
            1,
            "security",
            "count",
            named("dont mises à jour de sécurité", "of which security updates"),
            why("Savoir quelles machines ne sont plus protégées", "Know which machines are no longer protected"))),
    LISTED(time(
            2,
            "listed",
            named("Liste des paquets du", "Package lists of"),
            why("Savoir quelles machines ne sont plus protégées", "Know which machines are no longer protected"))),
    REBOOT_REQUIRED(flag(
            3,
            "reboot_required",
            named("Redémarrage nécessaire", "Restart needed"),
            why("Savoir quelles machines ne sont plus protégées", "Know which machines are no longer protected"))),
    SUPPORT_END(time(
            4,
            "support_end",
            named("Système maintenu jusqu’au", "System supported until"),
            why("Savoir quelles machines ne sont plus protégées", "Know which machines are no longer protected")));

    private static final Family FAMILY = Family.single(Family.OWN_BASE + 14, "updates", "Mises à jour", "Updates");

    private final Definition definition;

    Updates(Definition definition) {
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
