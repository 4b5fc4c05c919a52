package org.socle.fleet.health;

import java.util.List;
import org.socle.fleet.account.Permission;
import org.socle.fleet.account.Viewer;
import org.socle.fleet.web.Frame;

/** The server's own troubles, for the page of who looks after it. Thread-safe. */
public final class ServerTroubles {
    private final Health health;

    public ServerTroubles(Health health) {
        this.health = health;
    }

    /**
     * One trouble.
     *
     * @param since for people, relative to now
     * @param action what to do
     */
    public record Line(String title, String since, String action) {}

    /** What an administrator of everything should know; nothing for others, who can do nothing about it. */
    public List<Line> lines(Viewer viewer, Frame frame) {
        if (!viewer.scope().everything() || !viewer.may(Permission.MANAGE_ACCOUNTS)) {
            return List.of();
        }
        return health.standing().stream()
                .map(each -> new Line(
                        TroubleWords.title(each.trouble(), frame.messages()),
                        frame.format().since(each.since()),
                        TroubleWords.action(each.trouble(), frame.messages())))
                .toList();
    }
}
