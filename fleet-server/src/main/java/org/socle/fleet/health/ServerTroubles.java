package org.socle.fleet.health;

import java.util.List;
import java.util.function.IntSupplier;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.web.Frame;

/** The server's own troubles, for the page of who looks after it. Thread-safe. */
public final class ServerTroubles {
    private final Health health;
    private final IntSupplier setAside;

    /** @param setAside how many messages wait for somebody to look at them */
    public ServerTroubles(Health health, IntSupplier setAside) {
        this.health = health;
        this.setAside = setAside;
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
        if (!concerns(viewer)) {
            return List.of();
        }
        return health.standing().stream()
                .map(each -> new Line(
                        TroubleWords.title(each.trouble(), frame.messages()),
                        frame.format().since(each.since()),
                        TroubleWords.action(each.trouble(), frame.messages())))
                .toList();
    }

    /** How many messages of machines broke the server and are kept aside; 0 for who does not look after it. */
    public int setAside(Viewer viewer) {
        return concerns(viewer) ? setAside.getAsInt() : 0;
    }

    private static boolean concerns(Viewer viewer) {
        return viewer.scope().everything() && viewer.may(Permission.MANAGE_ACCOUNTS);
    }
}
