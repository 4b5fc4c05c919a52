package org.socle.fleet.ticket;

import javax.imageio.stream.ImageInputStreamImpl;

/** Lets a reader of pictures read an array, without the copy that the library's own streams make. */
final class BytesInput extends ImageInputStreamImpl {
    private final byte[] bytes;
    private final int length;

    /**
     * A stream.
     *
     * @param length bytes at the beginning of the array
     */
    BytesInput(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        int count = (int) Math.min(most, length - streamPos);
        System.arraycopy(bytes, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return length;
    }
}
