package org.socle.fleet.access;

import org.jspecify.annotations.Nullable;

/**
 * Who did something. A page has it from its viewer: {@code Access.viewer(context).who()}.
 *
 * @param account null for whoever has none: the command line, a device, the server
 * @param name as it is now; the log keeps it
 */
public record Who(@Nullable Long account, String name, Via via) {
    /** The server by itself. */
    public static final Who SERVER = new Who(null, "socle-server", Via.SERVER);

    /**
     * Somebody at the server's command line.
     *
     * @param user name of the system's user
     */
    public static Who cli(String user) {
        return new Who(null, user, Via.CLI);
    }
}
