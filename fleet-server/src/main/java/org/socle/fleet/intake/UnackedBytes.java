package org.socle.fleet.intake;

import io.netty.channel.ChannelHandlerContext;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that a connection passed on and the broker has not acknowledged: they wait in memory, so that above a limit nothing more
 * is read from it. Used in the connection's own thread.
 */
final class UnackedBytes {
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private int waiting;
    private int limit = Integer.MAX_VALUE;

    /** A message goes on; stops the reading when that is beyond {@code most} bytes. */
    void passed(ChannelHandlerContext ctx, int packet, int size, int most) {
        limit = most;
        // The same number again is the same message again.
        Integer before = sizes.put(packet, size);
        waiting += size - (before == null ? 0 : before);
        if (waiting > most) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    /** A message is on the disk; goes on reading when half the limit is free. */
    void acknowledged(ChannelHandlerContext ctx, int packet) {
        Integer size = sizes.remove(packet);
        if (size != null) {
            boolean stopped = waiting > limit / 2;
            waiting -= size;
            if (stopped && waiting <= limit / 2 && !ctx.channel().config().isAutoRead()) {
                ctx.channel().config().setAutoRead(true);
            }
        }
    }
}
