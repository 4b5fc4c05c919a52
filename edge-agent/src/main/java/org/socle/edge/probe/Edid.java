package org.socle.edge.probe;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a screen says of itself: the first block of EDID (VESA E-EDID 1.4, section 3), without its serial numbers.
 *
 * @param maker three letters of the PNP registry, {@code DEL}
 * @param model the name it shows people; null when it has none
 * @param diagonalCentimetres of the picture, rounded; null when it is not said, as for projectors
 * @param year of manufacture, or of the model; null when it is not said
 */
record Edid(
        String maker,
        @Nullable String model,
        @Nullable Long diagonalCentimetres,
        @Nullable Long year) {
    private static final int BLOCK = 128;
    private static final byte[] HEADER = {0, -1, -1, -1, -1, -1, -1, 0};
    private static final int DESCRIPTORS = 54;
    private static final int DESCRIPTOR = 18;
    private static final int NAME_TAG = 0xFC;
    private static final int FIRST_YEAR = 1990;

    /** Reads a block; empty when it is none, or its sum says that it did not arrive whole. */
    static Optional<Edid> parse(byte[] bytes) {
        if (bytes.length < BLOCK) {
            return Optional.empty();
        }
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += bytes[i];
        }
        if ((sum & 0xFF) != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < HEADER.length; i++) {
            if (bytes[i] != HEADER[i]) {
                return Optional.empty();
            }
        }
        int letters = at(bytes, 8) << 8 | at(bytes, 9);
        String maker = "" + letter(letters >> 10) + letter(letters >> 5) + letter(letters);
        return Optional.of(new Edid(maker, name(bytes), diagonal(at(bytes, 21), at(bytes, 22)), year(at(bytes, 17))));
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }

    private static char letter(int fiveBits) {
        int number = fiveBits & 0x1F;
        return number >= 1 && number <= 26 ? (char) ('A' - 1 + number) : '?';
    }

    private static @Nullable String name(byte[] bytes) {
        for (int start = DESCRIPTORS; start + DESCRIPTOR <= BLOCK - 2; start += DESCRIPTOR) {
            boolean display = at(bytes, start) == 0 && at(bytes, start + 1) == 0 && at(bytes, start + 2) == 0;
            if (display && at(bytes, start + 3) == NAME_TAG) {
                String text = new String(bytes, start + 5, DESCRIPTOR - 5, StandardCharsets.ISO_8859_1);
                int end = text.indexOf('\n');
                String name = (end < 0 ? text : text.substring(0, end)).strip();
                return name.isEmpty() ? null : name;
            }
        }
        return null;
    }

    /** From width and height in centimetres; one of them 0 stands for a ratio, or for nothing known. */
    private static @Nullable Long diagonal(int width, int height) {
        return width == 0 || height == 0 ? null : Math.round(Math.hypot(width, height));
    }

    private static @Nullable Long year(int sinceFirst) {
        return sinceFirst == 0 ? null : (long) FIRST_YEAR + sinceFirst;
    }
}
