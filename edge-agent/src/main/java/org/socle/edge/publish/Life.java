package org.socle.edge.publish;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One start of the agent, as its state knows it.
 *
 * @param generation how many starts the state has seen, this one included; above 0
 * @param mark random, told with it: the same generation under another mark is another start
 */
record Life(long generation, String mark) {
    private static final int MARK_BYTES = 4;

    static String newMark() {
        byte[] random = new byte[MARK_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
