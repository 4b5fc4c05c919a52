package org.socle.edge.source;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks a name up as every program of this machine does, in bounded time: the system's own way has no end of its own. */
final class Lookup {
    private Lookup() {}

    /**
     * The first address of a host.
     *
     * @throws UnknownHostException when there is none, or nobody says so in time
     */
    static InetAddress of(String host, Duration patience) throws UnknownHostException, InterruptedIOException {
        FutureTask<InetAddress> lookup = new FutureTask<>(() -> InetAddress.getByName(host));
        // The system gives up after half a minute or so, and the thread ends then.
        Thread thread = new Thread(lookup, "lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
