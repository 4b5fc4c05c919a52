package org.socle.fleet.ticket;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.socle.fleet.web.Refusal;

/**
 * Makes of a file somebody sent a picture that can be shown: told by its content, drawn anew and not larger than needed, so that
 * nothing is left of what a camera wrote about place, time and owner. A WebP picture, which Java cannot draw, is kept but for
 * that. Pure; one at a time, since a picture takes memory.
 */
final class Picture {
    /** The longest side that is kept, in pixels. */
    static final int LONGEST_SIDE = 1_600;

    /** A larger file is refused: cameras write less. */
    static final int MOST_BYTES = 12_000_000;

    private static final int MOST_WEBP_BYTES = 1_500_000;
    private static final long MOST_PIXELS = 60_000_000;
    /** One row of pixels is always in memory. */
    private static final int MOST_ON_A_SIDE = 20_000;

    /** Bytes that decoding takes at most. */
    private static final long MOST_DECODED = 24_000_000;

    /** Cameras and programs make ten; each is a walk through the whole picture. */
    private static final int MOST_SCANS = 32;

    private static final float QUALITY = 0.8f;

    static {
        ImageIO.setUseCache(false);
    }

    private Picture() {}

    /**
     * Cleans a picture.
     *
     * @param file used up: what is not needed to draw it is taken out of the array
     * @throws Refusal when it is none, or too large
     */
    static synchronized Photo.Content clean(byte[] file) {
        if (file.length == 0) {
            throw new Refusal("ticket.refused.photo.none");
        }
        if (file.length > MOST_BYTES) {
            throw new Refusal("ticket.refused.photo.large", MOST_BYTES / 1_000_000);
        }
        try {
            if (starts(file, 0, 0xFF, 0xD8, 0xFF)) {
                return new Photo.Content("image/jpeg", jpeg(upright(fromJpeg(file), Exif.orientation(file))));
            }
            if (starts(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
                return new Photo.Content("image/jpeg", jpeg(upright(read(file, PngChunks.keepNeeded(file), "png"), 1)));
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            throw new Refusal("ticket.refused.photo.broken");
        }
        if (starts(file, 0, 'R', 'I', 'F', 'F') && starts(file, 8, 'W', 'E', 'B', 'P')) {
            if (file.length > MOST_WEBP_BYTES) {
                throw new Refusal("ticket.refused.photo.webp");
            }
            byte[] webp = WebP.withoutMetadata(file);
            int[] size = WebP.size(webp);
            requireModest(size[0], size[1]);
            return new Photo.Content("image/webp", webp);
        }
        throw new Refusal("ticket.refused.photo.kind");
    }

    /** A progressive one is refused when all its coefficients, which its decoder keeps, would take too much. */
    private static BufferedImage fromJpeg(byte[] file) throws IOException {
        JpegHead head = JpegHead.of(file);
        requireModest(head.width(), head.height());
        if (head.progressive() && head.coefficients() * 2 > MOST_DECODED || head.scans() > MOST_SCANS) {
            throw new Refusal("ticket.refused.photo.progressive");
        }
        return read(file, file.length, "jpeg");
    }

    private static boolean starts(byte[] file, int at, int... bytes) {
        if (file.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[at + i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads every n-th pixel only, as many as are kept, so that a large picture takes no more memory than a small one, whatever its
     * pixels are made of.
     *
     * @param length of the file, at the beginning of the array
     */
    private static BufferedImage read(byte[] file, int length, String format) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream in = new BytesInput(file, length)) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requireModest(width, height);
            ImageTypeSpecifier type = reader.getImageTypes(0).next();
            int step = Math.max(1, Math.max(width, height) / LONGEST_SIDE);
            while (bytes(width / step + 1, height / step + 1, type) > MOST_DECODED) {
                step++;
            }
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        } finally {
            reader.dispose();
        }
    }

    private static long bytes(int width, int height, ImageTypeSpecifier type) {
        int bits = 0;
        for (int band = 0; band < type.getNumBands(); band++) {
            bits += type.getBitsPerBand(band);
        }
        return (long) width * height * Math.max(1, bits / 8);
    }

    /**
     * Makes sure that a picture can be read row by row, and shown by a browser.
     *
     * @throws Refusal when it has too many pixels
     */
    private static void requireModest(int width, int height) {
        if ((long) width * height > MOST_PIXELS || Math.max(width, height) > MOST_ON_A_SIDE) {
            throw new Refusal("ticket.refused.photo.pixels", MOST_PIXELS / 1_000_000);
        }
    }

    /** Draws it anew: smaller, on white, the right way up. */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        boolean lying = orientation >= 5;
        BufferedImage drawn =
                new BufferedImage(lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.transform(turn(orientation, width, height));
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }

    /** What EXIF's eight orientations ask for. */
    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
