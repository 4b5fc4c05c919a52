package org.socle.fleet.web;

import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.socle.fleet.access.Viewer;

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

    /** Forms and files of an account that are on their way: a browser sends one after the other. */
    private static final int MOST_OF_ONE = 4;

    private static final long PATIENCE_SECONDS = 10;
    private static final int AGAIN_SECONDS = 15;
    private static final int UNAVAILABLE = 503;
    private static final String HELD = "upload.held";

    /** What devices send is read as a stream and bounded there. */
    private static final List<String> STREAMED = List.of("/device/");

    private final Semaphore people = new Semaphore(KILOBYTES, true);
    private final Semaphore strangers = new Semaphore(KILOBYTES_OF_STRANGERS, true);

    /** How many are on their way, by who sends. */
    private final Map<String, Integer> receiving = new ConcurrentHashMap<>();

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
        Semaphore gate = known ? people : strangers;
        int kilobytes = kilobytes(bytes, context.isMultipart(), known ? KILOBYTES : KILOBYTES_OF_STRANGERS);
        if (!known) {
            hold(context, gate, kilobytes);
            return;
        }
        // First the whole, however long the client takes: only what is there takes of the memory that others need.
        String sender = sender(context);
        if (receiving.merge(sender, 1, Integer::sum) > MOST_OF_ONE) {
            arrived(sender);
            throw busy(context);
        }
        try {
            receive(context, open);
            hold(context, gate, kilobytes);
        } finally {
            arrived(sender);
        }
    }

    private static void hold(Context context, Semaphore gate, int kilobytes) throws InterruptedException {
        if (gate.getQueueLength() >= MOST_WAITING || !gate.tryAcquire(kilobytes, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw busy(context);
        }
        context.attribute(HELD, new Held(gate, kilobytes));
    }

    private static void receive(Context context, boolean open) {
        if (context.isMultipart()) {
            // To the disk.
            context.uploadedFiles();
        } else if (open) {
            throw new ContentTooLargeResponse();
        } else {
            context.bodyAsBytes();
        }
    }

    private static String sender(Context context) {
        Viewer viewer = Access.viewer(context);
        return viewer.account() == null ? viewer.name() : "account " + viewer.account();
    }

    private void arrived(String sender) {
        receiving.computeIfPresent(sender, (any, count) -> count <= 1 ? null : count - 1);
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
