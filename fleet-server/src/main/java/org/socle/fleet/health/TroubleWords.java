package org.socle.fleet.health;

import org.socle.fleet.web.Messages;

/** Troubles in words: {@code trouble.{kind}.title} and {@code trouble.{kind}.action} of the message files. */
final class TroubleWords {
    private TroubleWords() {}

    /** What is the matter. */
    static String title(Trouble trouble, Messages messages) {
        return messages.text("trouble." + trouble.kind().word() + ".title", trouble.subject());
    }

    /** What to do. */
    static String action(Trouble trouble, Messages messages) {
        return messages.text("trouble." + trouble.kind().word() + ".action", trouble.subject());
    }
}
