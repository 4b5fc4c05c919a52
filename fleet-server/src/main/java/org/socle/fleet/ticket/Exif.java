package org.socle.fleet.ticket;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads from a JPEG file how the camera was held, which is lost when it is drawn anew. Pure. */
final class Exif {
    private static final int APP1 = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int EXIF = 0x45786966;
    private static final int ORIENTATION = 0x0112;
    private static final int UPRIGHT = 1;

    private Exif() {}

    /** One to eight; 1, upright, when the file says nothing that can be understood. */
    static int orientation(byte[] jpeg) {
        ByteBuffer in = ByteBuffer.wrap(jpeg).position(2);
        try {
            while (in.remaining() > 4) {
                int marker = in.getShort() & 0xFFFF;
                int length = in.getShort() & 0xFFFF;
                if (marker == START_OF_SCAN || marker < 0xFF00 || length < 2) {
                    return UPRIGHT;
                }
                ByteBuffer segment = in.slice(in.position(), Math.min(length - 2, in.remaining()));
                if (marker == APP1 && segment.remaining() > 14 && segment.getInt(0) == EXIF) {
                    return inTiff(segment.slice(6, segment.remaining() - 6));
                }
                in.position(in.position() + length - 2);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                int value = tiff.getShort(entry + 8) & 0xFFFF;
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
