package org.socle.fleet.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.socle.contract.config.ConfigException;

/** Tells in plain words, before anything starts, that a port is taken. */
final class Ports {
    private Ports() {}

    /**
     * Tries a port.
     *
     * @param setting where to choose another one, for the message
     * @throws ConfigException when another program listens there
     */
    static void requireFree(String host, int port, String setting) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new ConfigException(
                    "port " + port + " on " + host + " is taken by another program; choose another one with " + setting,
                    e);
        }
    }
}
