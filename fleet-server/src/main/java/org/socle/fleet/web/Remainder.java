package org.socle.fleet.web;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a request that is refused before it was read: people who are still sending when the connection ends see a broken
 * connection in place of the reason. So what keeps coming is read and forgotten for a while before the answer is sent. Thread-safe.
 */
final class Remainder {
    private static final Logger LOG = LoggerFactory.getLogger(Remainder.class);

    private static final int AT_ONCE = 20;
    private static final long MOST_BYTES = 32_000_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Longer than a mobile network holds a packet back; a client that waits for the answer loses no more than this. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_MILLIS = 20;

    private final Semaphore reading = new Semaphore(AT_ONCE);

    /** Once a request is dealt with, before its answer is sent. */
    void passOver(Context context) throws InterruptedException {
        boolean sends = context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
        // Who waits to be told to send has nothing under way; and most of the threads are for others.
        if (!sends || context.header("Expect") != null || !reading.tryAcquire()) {
            return;
        }
        try {
            passOver(context.req().getInputStream(), context.req().getContentLengthLong());
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the rest of a request was not read: the client is gone, or it was read by other means", e);
        } finally {
            reading.release();
        }
    }

    /** @param told how many bytes the client said it sends; below zero when it did not say */
    private static void passOver(ServletInputStream rest, long told) throws IOException, InterruptedException {
        byte[] buffer = new byte[8_192];
        long end = System.nanoTime() + LONGEST_NANOS;
        long silent = System.nanoTime() + SILENCE_NANOS;
        // The stream knows its end only once it was asked beyond it, which would wait.
        long left = told < 0 ? MOST_BYTES : Math.min(told, MOST_BYTES);
        while (!rest.isFinished() && left > 0 && System.nanoTime() < Math.min(end, silent)) {
            if (rest.available() == 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                continue;
            }
            int read = rest.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
            silent = System.nanoTime() + SILENCE_NANOS;
        }
    }
}
