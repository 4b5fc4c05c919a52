package org.socle.fleet.ticket;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a JPEG file says of itself before it is decoded.
 *
 * @param progressive whether its decoder has to keep all coefficients
 * @param coefficients of all components, two bytes each
 * @param scans walks through the picture
 */
record JpegHead(int width, int height, boolean progressive, long coefficients, int scans) {
    private static final int START_OF_SCAN = 0xDA;

    /**
     * Looks at a file.
     *
     * @throws IOException when it is broken
     */
    static JpegHead of(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file);
        JpegHead head = null;
        int scans = 0;
        int at = 2;
        while (at + 4 <= file.length) {
            int marker = file[at + 1] & 0xFF;
            if ((file[at] & 0xFF) != 0xFF || marker == 0 || marker == 0xFF || standsAlone(marker)) {
                // Data of a scan, or nothing that has a length.
                at++;
                continue;
            }
            int length = in.getShort(at + 2) & 0xFFFF;
            if (isFrame(marker)) {
                head = frame(in, at, marker);
            }
            scans += marker == START_OF_SCAN ? 1 : 0;
            at += 2 + length;
        }
        if (head == null) {
            throw new IOException("there is no frame");
        }
        return new JpegHead(head.width, head.height, head.progressive, head.coefficients, scans);
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD9;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static JpegHead frame(ByteBuffer in, int at, int marker) throws IOException {
        try {
            int height = in.getShort(at + 5) & 0xFFFF;
            int width = in.getShort(at + 7) & 0xFFFF;
            int components = in.get(at + 9) & 0xFF;
            int most = 1;
            int sum = 0;
            for (int i = 0; i < components; i++) {
                int sampling = in.get(at + 11 + 3 * i) & 0xFF;
                int blocks = (sampling >> 4) * (sampling & 0x0F);
                most = Math.max(most, blocks);
                sum += blocks;
            }
            boolean progressive = marker != 0xC0 && marker != 0xC1;
            return new JpegHead(width, height, progressive, (long) width * height * sum / most, 0);
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("the frame is cut off", e);
        }
    }
}
