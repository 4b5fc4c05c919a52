package org.socle.fleet.web;

import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory that forms and files take while they are read, all together: who comes when it is used up waits a little, and is
 * told to come again. Small forms pass at once. Thread-safe.
 */
final class UploadGate {
    /** A form of this size and less costs next to nothing. */
    private static final long FREE_BYTES = 16_000;

    /** Whoever is not signed in sends a name and a password, a request for a certificate, a report of some hundred characters. */
    private static final long MOST_OF_STRANGERS = 64_000;

    /** What is kept free for them out of kB that stand for memory: people with an account do not wait for strangers. */
    private static final int KILOBYTES_OF_STRANGERS = 16_000;

    private static final int KILOBYTES = 90_000;

    /** A file lies on the disk; its text, its lines and its cells are objects each. */
    private static final int TIMES_A_FILE = 7;

    /** A form is read into one map of texts, which is many times as large as the form when its fields are small. */
    private static final int TIMES_A_FORM = 40;

    private static final int MOST_WAITING = 16;

    /** At 0.5 Mbit/s a photo takes some minutes: enough for all who send one at the same time. */
    private static final int MOST_RECEIVED = 24;

    private static final long PATIENCE_SECONDS = 10;
    private static final int AGAIN_SECONDS = 15;
    private static final int UNAVAILABLE = 503;
    private static final String HELD = "upload.held";

    /** What devices send is read as a stream and bounded there. */
    private static final List<String> STREAMED = List.of("/device/");

    private final Semaphore people = new Semaphore(KILOBYTES, true);
    private final Semaphore strangers = new Semaphore(KILOBYTES_OF_STRANGERS, true);

    /** Files that are on their way to the disk. */
    private final Semaphore receiving = new Semaphore(MOST_RECEIVED, true);

    private final long mostBytes;

    /**
     * A gate.
     *
     * @param mostBytes of one request
     */
    UploadGate(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** What a request holds. */
    private record Held(Semaphore of, int kilobytes) {}

    /** Before a form is read, which the token of the form has to be looked for in. */
    void enter(Context context) throws InterruptedException {
        if (context.method().name().equals("GET") || STREAMED.stream().anyMatch(context.path()::startsWith)) {
            return;
        }
        boolean known = Access.found(context).isPresent();
        long most = known ? mostBytes : MOST_OF_STRANGERS;
        long told = context.req().getContentLengthLong();
        boolean open = told < 0 && context.header("Transfer-Encoding") != null;
        if (told > most || open && !known) {
            throw new ContentTooLargeResponse();
        }
        long bytes = open ? most : Math.max(0, told);
        if (bytes <= FREE_BYTES) {
            return;
        }
        if (known) {
            receive(context, told);
        }
        Semaphore gate = known ? people : strangers;
        int kilobytes = kilobytes(bytes, context.isMultipart(), known ? KILOBYTES : KILOBYTES_OF_STRANGERS);
        if (gate.getQueueLength() >= MOST_WAITING || !gate.tryAcquire(kilobytes, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw busy(context);
        }
        context.attribute(HELD, new Held(gate, kilobytes));
    }

    /** However long the client takes: only what is there takes of the memory that others need. */
    private void receive(Context context, long told) throws InterruptedException {
        if (!context.isMultipart()) {
            if (told < 0) {
                throw new ContentTooLargeResponse();
            }
            context.bodyAsBytes();
            return;
        }
        if (!receiving.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw busy(context);
        }
        try {
            context.uploadedFiles();
        } finally {
            receiving.release();
        }
    }

    private static HttpResponseException busy(Context context) {
        context.header("Retry-After", Integer.toString(AGAIN_SECONDS));
        return new HttpResponseException(UNAVAILABLE, "too much is being sent at once");
    }

    private static int kilobytes(long bytes, boolean files, int all) {
        return (int) Math.min(all, bytes * (files ? TIMES_A_FILE : TIMES_A_FORM) / 1_000 + 1);
    }

    /** Once a request is answered, however. */
    void leave(Context context) {
        if (context.attribute(HELD) instanceof Held held) {
            context.attribute(HELD, null);
            held.of().release(held.kilobytes());
        }
    }
}
