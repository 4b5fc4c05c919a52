package org.socle.fleet.web;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Where the next page of the API begins; to callers a text without meaning. */
public final class Cursor {
    private Cursor() {}

    /** The cursor of the page after this number. */
    public static String encode(long last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(last).array());
    }

    /** The number after which to go on; 0 for an empty cursor. */
    public static long decode(String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == Long.BYTES) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        } catch (IllegalArgumentException e) {
            throw wrong(cursor);
        }
        throw wrong(cursor);
    }

    private static RuntimeException wrong(String cursor) {
        return Query.wrong("cursor", cursor, "the value of 'next' from an earlier answer is expected");
    }
}
