package org.socle.fleet.ticket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Takes out of a PNG file all but what is needed to draw it: texts and colour profiles in it unpack to any size. Stateless. */
final class PngChunks {
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int SIGNATURE = 8;
    /** Length, name and sum. */
    private static final int AROUND = 12;

    private PngChunks() {}

    /**
     * Moves what is needed to the beginning of the array.
     *
     * @return how many bytes that is
     * @throws IOException when the file is broken
     */
    static int keepNeeded(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file);
        int kept = SIGNATURE;
        int at = SIGNATURE;
        while (at + AROUND <= file.length) {
            int length = in.getInt(at);
            if (length < 0 || length > file.length - at - AROUND) {
                throw new IOException("a chunk is longer than the file");
            }
            String name = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (NEEDED.contains(name)) {
                System.arraycopy(file, at, file, kept, length + AROUND);
                kept += length + AROUND;
            }
            at += length + AROUND;
        }
        return kept;
    }
}
