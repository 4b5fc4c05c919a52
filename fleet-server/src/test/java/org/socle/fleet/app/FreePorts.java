package org.socle.fleet.app;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are started a moment later. They lie below those the system gives to outgoing connections
 * (32768 on Linux): one of those could take the port in between. Thread-safe.
 */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;

    /** Starts elsewhere in each process, and never gives the same one twice. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

    private FreePorts() {}

    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = LOWEST + NEXT.getAndIncrement() % COUNT;
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: the next one.
            }
        }
        throw new AssertionError("no free port from " + LOWEST + " to " + (LOWEST + COUNT - 1));
    }
}
