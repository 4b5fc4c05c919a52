package org.socle.contract.catalogue;

import static org.socle.contract.catalogue.Definition.flag;
import static org.socle.contract.catalogue.Definition.named;
import static org.socle.contract.catalogue.Definition.why;

/** Whether a totem shows its page: its screen and its browser, never what is on it. */
public enum Kiosk implements Resource {
    SCREEN(flag(
            0,
            "screen",
            named("Écran du totem branché", "Kiosk’s screen connected"),
            why("Savoir si le totem montre quelque chose", "Know whether the kiosk shows anything"))),
    BROWSER(flag(
            1,
            "browser",
            named("Navigateur du totem en marche", "Kiosk’s browser running"),
            why("Savoir si le totem montre quelque chose", "Know whether the kiosk shows anything")));

    private static final Family FAMILY = Family.single(Family.OWN_BASE + 19, "kiosk", "Totem", "Kiosk");

    private final Definition definition;

    Kiosk(Definition definition) {
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
