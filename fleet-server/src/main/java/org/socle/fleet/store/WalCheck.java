package org.socle.fleet.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at the journal ({@code socle.db-wal}) that a killed server leaves. SQLite reads it up to the first frame whose sum is
 * wrong and forgets the rest without a word: right for the last transaction of a power cut, whose end is not there; but what
 * follows a damaged frame was committed, and acknowledged. See sqlite.org/fileformat2.html, "WAL file format". Stateless.
 */
final class WalCheck {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int LARGEST_PAGE = 65_536;

    private WalCheck() {}

    /** What is wrong with the journal of a database; empty when nothing is. */
    static String finding(Path database) throws IOException {
        Path file = database.resolveSibling(database.getFileName() + "-wal");
        if (!Files.exists(file) || Files.size(file) <= HEADER) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return finding(channel);
        }
    }

    private static String finding(FileChannel channel) throws IOException {
        ByteBuffer header = read(channel, 0, HEADER);
        if (isZero(header)) {
            // Its place was taken on the disk and nothing written yet.
            return "";
        }
        int magic = header.getInt(0);
        int page = header.getInt(8) == 1 ? LARGEST_PAGE : header.getInt(8);
        Sum sum = new Sum((magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        sum.add(header, 0, 24);
        if ((magic & ~1) != MAGIC
                || page < 512
                || page > LARGEST_PAGE
                || !sum.equals(header.getInt(24), header.getInt(28))) {
            return "its first bytes are not those of a journal";
        }
        long salt = header.getLong(16);
        long frames = (channel.size() - HEADER) / (page + FRAME_HEADER);
        long wrong = -1;
        int commits = 0;
        for (long frame = 0; frame < frames; frame++) {
            ByteBuffer read = read(channel, HEADER + frame * (page + FRAME_HEADER), page + FRAME_HEADER);
            boolean ours = read.getLong(8) == salt;
            if (wrong < 0) {
                sum.add(read, 0, 8);
                sum.add(read, FRAME_HEADER, page);
                if (!ours || !sum.equals(read.getInt(16), read.getInt(20))) {
                    wrong = frame;
                }
            }
            if (wrong >= 0 && ours && read.getInt(4) != 0) {
                commits++;
            }
        }
        // One may be the transaction that a power cut tore.
        return commits > 1
                ? "frame " + (wrong + 1) + " of " + frames + " is damaged, and " + commits
                        + " transactions in it or behind it cannot be read any more"
                : "";
    }

    private static boolean isZero(ByteBuffer buffer) {
        for (int i = 0; i < buffer.limit(); i++) {
            if (buffer.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("the journal became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    /** The running sum of all frames so far. */
    private static final class Sum {
        private final ByteOrder order;
        private int one;
        private int two;

        Sum(ByteOrder order) {
            this.order = order;
        }

        void add(ByteBuffer from, int at, int length) {
            ByteBuffer words = from.duplicate().order(order);
            for (int i = at; i < at + length; i += 8) {
                one += words.getInt(i) + two;
                two += words.getInt(i + 4) + one;
            }
        }

        boolean equals(int first, int second) {
            return one == first && two == second;
        }
    }
}
