package org.socle.fleet.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small files that become large when they are read. */
public final class Bombs {
    private static final int HALF_A_GIGABYTE = 512 << 20;

    private Bombs() {}

    /** Pictures, by what they are. */
    public static Map<String, byte[]> pictures() throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("RGBA of one colour", png(6_399, 6_399, 8, 6, false, Map.of()));
        all.put("RGBA of 16 bits", png(5_000, 5_000, 16, 6, false, Map.of()));
        all.put("RGBA interlaced", png(5_400, 5_400, 8, 6, true, Map.of()));
        all.put("RGBA of 16 bits, interlaced", png(7_700, 7_700, 16, 6, true, Map.of()));
        byte[] zeros = zeros();
        all.put("zTXt", png(10, 10, 8, 3, false, Map.of("zTXt", concat("a\0\0", zeros))));
        all.put("iTXt", png(10, 10, 8, 3, false, Map.of("iTXt", concat("a\0\1\0\0\0", zeros))));
        all.put("iCCP", png(10, 10, 8, 3, false, Map.of("iCCP", concat("a\0\0", zeros))));
        all.put("one long row", png(50_000_000, 1, 8, 6, false, Map.of()));
        all.put("sides of two thousand million", head(Integer.MAX_VALUE, Integer.MAX_VALUE));
        byte[] progressive = jpeg(true);
        all.put("progressive JPEG of 49 million pixels", sized(progressive, 7_000, 7_000));
        all.put("progressive JPEG of 65,000 on a side", sized(progressive, 65_000, 900));
        all.put("JPEG of 59 million pixels", sized(jpeg(false), 7_680, 7_680));
        all.put("JPEG with 11 MB of EXIF", exif(jpeg(false)));
        all.put("JPEG of 40,000 scans", scans(progressive));
        all.put("GIF of many pictures", concat("GIF89a", new byte[4_000_000]));
        all.put("WebP of 16,383 on a side", webp());
        return all;
    }

    /** Lists, by what they are. */
    public static Map<String, byte[]> lists() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("a quotation mark and 12 MB", ascii("\"" + "a".repeat(12_000_000)));
        all.put("a quotation mark and 8 MB", ascii("\"" + "a".repeat(8_000_000)));
        all.put("a quotation mark on line 3 and 8 MB", ascii("a;b\n1;2\n\"" + "x\n".repeat(4_000_000)));
        all.put("8 MB of separators", ascii(";".repeat(8_000_000)));
        all.put("8 MB of short lines", ascii("a;b\n".repeat(2_000_000)));
        all.put("8 MB of short cells", ascii((";a".repeat(60) + "\n").repeat(66_000)));
        all.put("8 MB of empty lines", ascii("\n".repeat(8_000_000)));
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(String before, byte[] after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(after);
        return out.toByteArray();
    }

    private static byte[] zeros() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(1))) {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < HALF_A_GIGABYTE / block.length; i++) {
                deflater.write(block);
            }
        }
        return out.toByteArray();
    }

    private static byte[] head(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 6, 0, 0, 0})
                        .array());
        chunk(out, "IDAT", new byte[] {0x78, 1, 1, 0, 0, -1, -1, 0, 0, 0, 1});
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] png(int width, int height, int bits, int kind, boolean interlaced, Map<String, byte[]> more)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {(byte) bits, (byte) kind, 0, 0, (byte) (interlaced ? 1 : 0)})
                        .array());
        for (Map.Entry<String, byte[]> each : more.entrySet()) {
            chunk(out, each.getKey(), each.getValue());
        }
        if (kind == 3) {
            chunk(out, "PLTE", new byte[] {1, 2, 3});
        }
        int pixel = (kind == 3 ? 1 : 4) * bits / 8;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data, new Deflater(1))) {
            int[][] passes = interlaced
                    ? new int[][] {
                        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
                    }
                    : new int[][] {{0, 0, 1, 1}};
            for (int[] pass : passes) {
                int columns = (width - pass[0] + pass[2] - 1) / pass[2];
                int rows = (height - pass[1] + pass[3] - 1) / pass[3];
                byte[] row = new byte[1 + columns * pixel];
                for (int y = 0; y < rows; y++) {
                    deflater.write(row);
                }
            }
        }
        chunk(out, "IDAT", data.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) throws IOException {
        byte[] named = concat(name, content);
        CRC32 sum = new CRC32();
        sum.update(named);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(content.length);
        data.write(named);
        data.writeInt((int) sum.getValue());
    }

    private static byte[] jpeg(boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(stream);
            writer.write(
                    null, new IIOImage(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), null, null), parameters);
        }
        return out.toByteArray();
    }

    private static int find(byte[] file, int... markers) {
        for (int i = 0; i + 1 < file.length; i++) {
            for (int marker : markers) {
                if ((file[i] & 0xFF) == 0xFF && (file[i + 1] & 0xFF) == marker) {
                    return i;
                }
            }
        }
        throw new AssertionError("no such marker");
    }

    private static byte[] sized(byte[] jpeg, int width, int height) {
        byte[] file = jpeg.clone();
        int frame = find(file, 0xC0, 0xC2);
        ByteBuffer.wrap(file).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return file;
    }

    private static byte[] exif(byte[] jpeg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        for (int i = 0; i < 170; i++) {
            out.writeBytes(new byte[] {-1, (byte) 0xE1, -1, -1});
            out.writeBytes(concat("Exif\0\0", new byte[0xFFFF - 8]));
        }
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static byte[] scans(byte[] progressive) {
        byte[] file = sized(progressive, 2_000, 2_000);
        int scan = find(file, 0xDA);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, scan);
        for (int i = 0; i < 40_000; i++) {
            out.write(file, scan, 2 + ByteBuffer.wrap(file).getShort(scan + 2));
        }
        out.writeBytes(new byte[] {-1, (byte) 0xD9});
        return out.toByteArray();
    }

    private static byte[] webp() {
        byte[] file = concat("RIFF....WEBPVP8X\12\0\0\0\0\0\0\0\376\77\0\376\77\0VP8L\4\0\0\0", new byte[4]);
        return file;
    }
}
