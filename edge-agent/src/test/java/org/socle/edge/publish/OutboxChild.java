package org.socle.edge.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Memory;
import org.socle.edge.publish.Entry.Stamp;

/**
 * Writes to an outbox until it is killed, and says what is done, each time after it is:
 *
 * <pre>
 * + 7 2000003     pack 7, which holds the value 2000003, is kept
 * ? 5             pack 5 is about to be forgotten
 * - 5             pack 5 is forgotten
 * </pre>
 */
final class OutboxChild {
    private OutboxChild() {}

    /** Arguments: directory, first value, and {@code forget} to forget packs as well. */
    public static void main(String[] arguments) throws IOException {
        boolean forgets = arguments.length > 2 && arguments[2].equals("forget");
        long value = Long.parseLong(arguments[1]);
        Random random = new Random(value);
        try (Outbox outbox = Outbox.open(Path.of(arguments[0]), 1L << 30);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            while (true) {
                List<Sample> samples = List.of(new Sample(Memory.TOTAL, 0, 0, value));
                long sequence = outbox.append(new Stamp("a boot", value, value, true), samples);
                say(out, "+ " + sequence + " " + value++);
                if (forgets && random.nextInt(4) > 0) {
                    List<Entry> waiting = outbox.after(Long.MIN_VALUE, 8);
                    long one = waiting.get(random.nextInt(waiting.size())).sequence();
                    say(out, "? " + one);
                    outbox.remove(one);
                    say(out, "- " + one);
                }
            }
        }
    }

    /** In one write and without a buffer, so that a killed process never leaves half a line. */
    private static void say(FileOutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(US_ASCII));
    }
}
