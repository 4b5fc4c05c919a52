package org.socle.fleet.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.socle.fleet.web.Refusal;

class PictureTest {
    /** Red on the left, blue on the right. */
    private static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, (x < width / 2 ? Color.RED : Color.BLUE).getRGB());
            }
        }
        return image;
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** A JPEG file with what a telephone writes: how it was held, and where. */
    private static byte[] fromTelephone(BufferedImage image, int orientation) throws IOException {
        byte[] jpeg = file(image, "jpeg");
        ByteBuffer tiff = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
        tiff.put("GPS 45.1885N".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity());
        out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + tiff.capacity()));
        out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
        out.put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    private static BufferedImage shown(Photo.Content content) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(content.body()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean red(BufferedImage image, int x, int y) {
        Color color = new Color(image.getRGB(x, y));
        return color.getRed() > 200 && color.getBlue() < 60;
    }

    @Test
    void whatACameraWritesIsGone() throws IOException {
        byte[] sent = fromTelephone(halves(60, 40), 1);
        assertThat(text(sent)).contains("Exif", "GPS 45.1885N");

        Photo.Content kept = Picture.clean(sent);

        assertThat(kept.type()).isEqualTo("image/jpeg");
        assertThat(text(kept.body())).doesNotContain("Exif").doesNotContain("GPS");
        assertThat(shown(kept).getWidth()).isEqualTo(60);
    }

    @Test
    void aPictureTakenUprightIsShownUpright() throws IOException {
        // Turned a quarter to the right, what was left is on top.
        BufferedImage right = shown(Picture.clean(fromTelephone(halves(60, 40), 6)));
        assertThat(right.getWidth()).isEqualTo(40);
        assertThat(right.getHeight()).isEqualTo(60);
        assertThat(red(right, 20, 8)).isTrue();
        assertThat(red(right, 20, 52)).isFalse();

        BufferedImage left = shown(Picture.clean(fromTelephone(halves(60, 40), 8)));
        assertThat(red(left, 20, 52)).isTrue();
        assertThat(red(left, 20, 8)).isFalse();

        BufferedImage over = shown(Picture.clean(fromTelephone(halves(60, 40), 3)));
        assertThat(red(over, 52, 20)).isTrue();
    }

    @Test
    void aLargePictureIsMadeSmaller() throws IOException {
        BufferedImage kept = shown(Picture.clean(file(halves(4000, 3000), "jpeg")));

        assertThat(kept.getWidth()).isEqualTo(1_600);
        assertThat(kept.getHeight()).isEqualTo(1_200);
        assertThat(red(kept, 100, 600)).isTrue();
        assertThat(red(kept, 1_500, 600)).isFalse();
    }

    @Test
    void aPngBecomesAJpegOnWhite() throws IOException {
        BufferedImage glass = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);

        Photo.Content kept = Picture.clean(file(glass, "png"));

        assertThat(kept.type()).isEqualTo("image/jpeg");
        assertThat(new Color(shown(kept).getRGB(10, 10))).isEqualTo(Color.WHITE);
    }

    @Test
    void aWebpIsKeptWithoutItsMetadata() {
        ByteBuffer sent = ByteBuffer.allocate(12 + 18 + 12 + 20).order(ByteOrder.LITTLE_ENDIAN);
        sent.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(sent.capacity() - 8);
        sent.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
                .putInt(10)
                .put((byte) 0x08)
                .put(new byte[9]);
        sent.put("VP8L".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[] {1, 2, 3, 0});
        sent.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(12);
        sent.put("GPS 45.1885N".getBytes(StandardCharsets.US_ASCII));

        Photo.Content kept = Picture.clean(sent.array());

        assertThat(kept.type()).isEqualTo("image/webp");
        assertThat(text(kept.body())).startsWith("RIFF").contains("VP8L").doesNotContain("EXIF", "GPS");
        assertThat(kept.body()).hasSize(12 + 18 + 12);
        assertThat(ByteBuffer.wrap(kept.body()).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
                .isEqualTo(kept.body().length - 8);
        assertThat(kept.body()[20]).as("no EXIF is announced").isZero();
    }

    @Test
    void whatIsNoPictureIsRefusedWhateverItSaysOfItself() {
        assertThatThrownBy(() -> Picture.clean("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ticket.refused.photo.kind");
        assertThatThrownBy(() -> Picture.clean(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, 2, 3}))
                .hasMessageContaining("ticket.refused.photo.broken");
        assertThatThrownBy(() -> Picture.clean(new byte[0])).hasMessageContaining("ticket.refused.photo.none");
        assertThatThrownBy(() -> Picture.clean(new byte[Picture.MOST_BYTES + 1]))
                .hasMessageContaining("ticket.refused.photo.large");
    }
}
