package org.socle.fleet.ticket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.socle.fleet.web.Refusal;

/** Takes out of a WebP file (a RIFF container) all but what is needed to draw it. Pure. */
final class WebP {
    /** The picture itself, its transparency, its colours. Not EXIF, XMP or what else there may be; nothing that moves. */
    private static final Set<String> KEPT = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ICCP");

    private static final int HEADER = 12;
    /** Bits of the extended header that announce EXIF, XMP and animation. */
    private static final int ANNOUNCED = 0x08 | 0x04 | 0x02;

    private WebP() {}

    /**
     * The same picture without metadata.
     *
     * @throws Refusal when the file is broken, or no still picture
     */
    static byte[] withoutMetadata(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        boolean picture = false;
        while (in.remaining() >= 8) {
            int start = in.position();
            String name = new String(file, start, 4, StandardCharsets.ISO_8859_1);
            int length = in.getInt(start + 4);
            int padded = length + (length & 1);
            if (length < 0 || padded > in.remaining() - 8) {
                throw new Refusal("ticket.refused.photo.broken");
            }
            if (KEPT.contains(name)) {
                byte[] chunk = new byte[8 + padded];
                in.get(start, chunk);
                if (name.equals("VP8X") && length > 0) {
                    chunk[8] = (byte) (chunk[8] & ~ANNOUNCED);
                }
                chunks.writeBytes(chunk);
                picture |= name.equals("VP8 ") || name.equals("VP8L");
            }
            in.position(start + 8 + padded);
        }
        if (!picture) {
            throw new Refusal("ticket.refused.photo.broken");
        }
        ByteBuffer out = ByteBuffer.allocate(HEADER + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + chunks.size());
        out.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(chunks.toByteArray());
        return out.array();
    }

    /**
     * Width and height, in pixels.
     *
     * @throws Refusal when the file is broken
     */
    static int[] size(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return switch (new String(file, HEADER, 4, StandardCharsets.ISO_8859_1)) {
                case "VP8X" -> new int[] {(in.getInt(24) & 0xFFFFFF) + 1, (in.getInt(27) & 0xFFFFFF) + 1};
                case "VP8L" -> new int[] {(in.getInt(21) & 0x3FFF) + 1, (in.getInt(21) >>> 14 & 0x3FFF) + 1};
                case "VP8 " -> new int[] {in.getShort(26) & 0x3FFF, in.getShort(28) & 0x3FFF};
                default -> throw new Refusal("ticket.refused.photo.broken");
            };
        } catch (IndexOutOfBoundsException e) {
            throw new Refusal("ticket.refused.photo.broken");
        }
    }
}
