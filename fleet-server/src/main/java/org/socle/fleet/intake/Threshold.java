package org.socle.fleet.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the connections of devices stand between TLS and the {@link DeviceDoor}: the broker finds out there whether MQTT comes
 * directly or in WebSockets, and would gather whatever else comes, without end and without a deadline. Here a connection says
 * either at once, in a few bytes and within a while, and of one certificate few may stand here. Thread-safe.
 */
final class Threshold {
    /** The name of the door in a connection. */
    static final String DOOR = "device-door";

    private static final String NAME = "threshold";

    /** For a CONNECT over a bad line, or a request, its answer and the CONNECT in WebSockets. */
    private static final long PATIENCE_SECONDS = 20;

    /** A request for WebSockets has some hundred bytes, a CONNECT with its will as many. */
    private static final int MOST_BYTES = 16_384;

    /** Of one machine: it has one connection, and now and then one that it does not know to be dead. */
    private static final int MOST_OF_ONE = 32;

    /** From so many on the broker knows what is spoken. */
    private static final int TOLD_BY = 8;

    private static final int CONNECT = 0x10;

    private final Map<String, Integer> standing = new ConcurrentHashMap<>();

    /**
     * Has a connection stand here once its handshake is over.
     *
     * @param after the handler of TLS in the channel
     * @param certificate what tells whose it is
     */
    void stand(Channel channel, String after, String certificate) {
        if (standing.merge(certificate, 1, Integer::sum) > MOST_OF_ONE) {
            leave(certificate);
            channel.close();
            return;
        }
        try {
            channel.pipeline().addAfter(after, NAME, new Standing(certificate));
        } catch (RuntimeException e) {
            // Gone meanwhile; and nobody comes in without having stood here.
            leave(certificate);
            channel.close();
        }
    }

    /** Notes that a connection has said its CONNECT: clients may send on before it is answered (MQTT 5, 3.1.4). */
    static void heard(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) instanceof Standing standing) {
            standing.heard = true;
        }
    }

    /** Has a connection go on once its CONNECT was answered: from there on the door bounds it. */
    static void pass(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) != null) {
            pipeline.remove(NAME);
        }
    }

    private void leave(String certificate) {
        standing.computeIfPresent(certificate, (any, count) -> count <= 1 ? null : count - 1);
    }

    /** One connection, in its own thread. */
    private final class Standing extends ChannelInboundHandlerAdapter {
        private final String certificate;
        private int bytes;
        private boolean web;
        private boolean heard;
        private boolean ended;
        private boolean left;
        private @Nullable Future<?> deadline;

        private Standing(String certificate) {
            this.certificate = certificate;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            deadline = ctx.executor().schedule(() -> ctx.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object read) {
            if (ended) {
                ReferenceCountUtil.release(read);
                return;
            }
            if (heard || left || !(read instanceof ByteBuf buffer)) {
                ctx.fireChannelRead(read);
                return;
            }
            boolean first = bytes == 0;
            if (first && buffer.isReadable()) {
                int begins = buffer.getUnsignedByte(buffer.readerIndex());
                // GET, which WebSockets begin with, and nothing else of HTTP.
                web = begins == 'G';
                if (!web && begins != CONNECT) {
                    end(ctx, read);
                    return;
                }
            }
            bytes += buffer.readableBytes();
            // Whoever sends on at once has the first bytes in one read with what follows them.
            if (bytes > MOST_BYTES && !first) {
                end(ctx, read);
                return;
            }
            ctx.fireChannelRead(read);
            if (bytes >= TOLD_BY && !understood(ctx)) {
                ended = true;
                ctx.close();
            }
        }

        /** Whether the broker has found MQTT, or a request, in what came. */
        private boolean understood(ChannelHandlerContext ctx) {
            return ctx.pipeline().get(DOOR) != null
                    || web
                            && (ctx.pipeline().get("http-decoder") != null
                                    || ctx.pipeline().get("websocket-handler") != null);
        }

        private void end(ChannelHandlerContext ctx, Object read) {
            ended = true;
            ReferenceCountUtil.release(read);
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            gone();
            ctx.fireChannelInactive();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            gone();
        }

        private void gone() {
            if (!left) {
                left = true;
                leave(certificate);
                if (deadline != null) {
                    deadline.cancel(false);
                }
            }
        }
    }
}
