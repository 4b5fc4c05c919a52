package org.socle.fleet.web;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code.
 *
 * @param size modules on each side, with the margin of four
 * @param path its dark modules as an SVG path
 */
public record Qr(int size, String path) {
    private static final int MARGIN = 4;

    /** Draws a text; a quarter of it may be soiled or torn. */
    public static Qr of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.QUARTILE);
        StringBuilder path = new StringBuilder();
        int lastX = 0;
        int lastY = 0;
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int start = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > start) {
                    // From where the one before began: short and alike, so that a sheet of them compresses well.
                    path.append(path.isEmpty() ? 'M' : 'm')
                            .append(start + MARGIN - lastX)
                            .append(' ')
                            .append(y + MARGIN - lastY);
                    path.append('h')
                            .append(x - start)
                            .append("v1h-")
                            .append(x - start)
                            .append('z');
                    lastX = start + MARGIN;
                    lastY = y + MARGIN;
                }
            }
        }
        return new Qr(code.size + 2 * MARGIN, path.toString());
    }
}
