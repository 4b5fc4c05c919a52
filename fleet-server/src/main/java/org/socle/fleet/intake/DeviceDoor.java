package org.socle.fleet.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics.Channel;

/**
 * Stands before the broker in one connection of a device, or of an observer on the port for development. What the broker gets to
 * see of a device is a connection without session or subscription, and messages on the addresses of {@link Inside}: whatever else
 * a device asks for is answered here, so that nothing it says can touch what belongs to others. Commands are delivered from here
 * as well. Runs in the connection's own thread, {@link #deliver} and {@link #leave} apart.
 */
final class DeviceDoor extends ChannelDuplexHandler {
    /** Time from the first byte to a CONNECT that was accepted, the handshake being over by then; and to take what is sent to it. */
    private static final long PATIENCE_SECONDS = 15;

    /** Packets that may come before the CONNECT is answered; a client may send on at once (MQTT 5, 3.1.4). */
    private static final int MOST_EARLY = 64;

    /** Messages of quality of service 2 of which the end has not come. */
    private static final int MOST_UNRELEASED = 64;

    /** Bytes passed on and not acknowledged by the broker, above which nothing more is read, and below which it is again. */
    private static final int MANY_BYTES = 1024 * 1024;

    private enum Phase {
        BEFORE,
        CONNECTING,
        IN,
        /** Told to go: nothing it says counts any more. */
        LEAVING,
        OUT
    }

    private final Doorkeeper keeper;
    private final Runnable refusedPacket;
    private final boolean plain;
    private final Deque<MqttMessage> early = new ArrayDeque<>();
    private final Set<Integer> unreleased = new HashSet<>();
    private final UnackedBytes unacked = new UnackedBytes(MANY_BYTES);
    private @Nullable Future<?> arrival;
    private @Nullable Future<?> deadline;
    private Phase phase = Phase.BEFORE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Visitor visitor;

    /**
     * A door.
     *
     * @param refusedPacket called for each packet that is too large or no MQTT
     * @param plain whether observers are let in as well
     */
    DeviceDoor(Doorkeeper keeper, Runnable refusedPacket, boolean plain) {
        this.keeper = keeper;
        this.refusedPacket = refusedPacket;
        this.plain = plain;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        arrival = added.executor().schedule(() -> added.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        if (!(read instanceof MqttMessage message)) {
            ctx.fireChannelRead(read);
        } else if (phase == Phase.OUT || phase == Phase.LEAVING) {
            ReferenceCountUtil.release(read);
        } else if (message.decoderResult().isFailure()) {
            refusedPacket.run();
            ctx.fireChannelRead(read);
        } else if (phase == Phase.CONNECTING && early.size() < MOST_EARLY) {
            early.add(message);
        } else if (phase == Phase.BEFORE && message instanceof MqttConnectMessage connect) {
            connect(ctx, connect);
        } else if (phase == Phase.IN && visitor != null) {
            pass(ctx, message, visitor);
        } else {
            end(ctx, message, DoorCode.PROTOCOL_ERROR);
        }
    }

    private void connect(ChannelHandlerContext ctx, MqttConnectMessage connect) {
        Threshold.heard(ctx.pipeline());
        Visitor arriving = Visitor.of(connect, plain);
        visitor = arriving;
        if (arriving.device() != null) {
            Optional<DoorCode> refused =
                    arriving.mayLeave(connect) ? keeper.keepsOut(arriving.device()) : Optional.of(DoorCode.NOT_ALLOWED);
            if (refused.isPresent()) {
                phase = Phase.OUT;
                ctx.writeAndFlush(arriving.packets().refusal(refused.get())).addListener(ChannelFutureListener.CLOSE);
                return;
            }
        }
        phase = Phase.CONNECTING;
        ctx.fireChannelRead(arriving.inner(connect));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
        Object out = written;
        if (written instanceof MqttConnAckMessage connack && phase == Phase.CONNECTING && visitor != null) {
            if (connack.variableHeader().connectReturnCode() == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
                phase = Phase.IN;
                cancel(arrival);
                Threshold.pass(ctx.pipeline());
                entered(visitor);
                out = visitor.wantedSession() ? DoorPackets.withoutSession(connack) : connack;
                // After the CONNACK itself, in the order in which they came.
                ctx.executor().execute(() -> readEarly(ctx));
            } else {
                phase = Phase.OUT;
                forgetEarly();
            }
        } else if (written instanceof MqttMessage message && acknowledges(message)) {
            unacked.acknowledged(number(message));
            readOn(ctx);
        }
        ctx.write(out, promise);
    }

    /** Reads on as long as what was read before gets away, on both sides: what does not waits in the memory of all. */
    private void readOn(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(!unacked.full() && ctx.channel().isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        readOn(ctx);
        cancel(deadline);
        if (!ctx.channel().isWritable()) {
            deadline = ctx.executor().schedule(() -> ctx.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        ctx.fireChannelWritabilityChanged();
    }

    /** One that is not cancelled keeps all of a connection that is gone. */
    private static void cancel(@Nullable Future<?> running) {
        if (running != null) {
            running.cancel(false);
        }
    }

    private static boolean acknowledges(MqttMessage message) {
        MqttMessageType type = message.fixedHeader().messageType();
        return type == MqttMessageType.PUBACK || type == MqttMessageType.PUBREC;
    }

    private void entered(Visitor arrived) {
        if (arrived.device() != null) {
            keeper.entered(arrived.device(), this);
        } else if (arrived.observer()) {
            keeper.entered(this);
        }
    }

    private void readEarly(ChannelHandlerContext ctx) {
        for (MqttMessage message = early.poll(); message != null; message = early.poll()) {
            channelRead(ctx, message);
        }
    }

    private void forgetEarly() {
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }

    private void pass(ChannelHandlerContext ctx, MqttMessage message, Visitor from) {
        UUID device = from.device();
        // Each packet takes its share: also those that are answered here cost the work and memory of all.
        if (device != null && message.fixedHeader().messageType() != MqttMessageType.PUBLISH && !keeper.takes(device)) {
            ReferenceCountUtil.release(message);
            leaveNow(ctx, DoorCode.QUOTA);
            return;
        }
        switch (message.fixedHeader().messageType()) {
            case PUBLISH -> publish(ctx, (MqttPublishMessage) message, from);
            case SUBSCRIBE -> {
                MqttSubscribeMessage subscribe = (MqttSubscribeMessage) message;
                int[] granted = from.subscriptions().add(subscribe);
                ctx.writeAndFlush(from.packets().subscribed(number(message), granted));
            }
            case UNSUBSCRIBE -> {
                MqttUnsubscribeMessage unsubscribe = (MqttUnsubscribeMessage) message;
                ctx.writeAndFlush(from.packets()
                        .unsubscribed(number(message), from.subscriptions().remove(unsubscribe)));
            }
            case PUBACK -> from.subscriptions().acknowledged(number(message));
            case PUBREL -> {
                unreleased.remove(number(message));
                ctx.fireChannelRead(message);
            }
            case PINGREQ -> ctx.fireChannelRead(message);
            // A new one: what a client says in it of its session does not hold here.
            case DISCONNECT -> ctx.fireChannelRead(from.packets().leaving());
            default -> end(ctx, message, DoorCode.PROTOCOL_ERROR);
        }
    }

    private void publish(ChannelHandlerContext ctx, MqttPublishMessage publish, Visitor from) {
        Optional<String> topic = from.topic(publish);
        if (topic.isEmpty()) {
            end(ctx, publish, DoorCode.BAD_ALIAS);
            return;
        }
        UUID device = from.device();
        Optional<Channel> channel = from.publishes(topic.get());
        Optional<DoorCode> refused = device == null
                ? Optional.empty()
                : keeper.refuses(device, publish.payload().readableBytes());
        if (refused.isPresent() && channel.isEmpty()) {
            // Beyond its share it gets no answers to what is never allowed.
            publish.release();
            leaveNow(ctx, DoorCode.QUOTA);
            return;
        }
        if (refused.isPresent() || device == null || channel.isEmpty()) {
            refuse(ctx, publish, from, refused.orElse(DoorCode.NOT_ALLOWED));
            return;
        }
        int packet = publish.variableHeader().packetId();
        MqttQoS qos = publish.fixedHeader().qosLevel();
        if (qos == MqttQoS.EXACTLY_ONCE && unreleased.add(packet) && unreleased.size() > MOST_UNRELEASED) {
            end(ctx, publish, DoorCode.TOO_MANY_AT_ONCE);
            return;
        }
        try {
            ByteBuf payload = Inside.with(device, keeper.now(), publish.payload(), ctx.alloc());
            if (qos != MqttQoS.AT_MOST_ONCE) {
                unacked.passed(packet, payload.readableBytes());
                readOn(ctx);
            }
            ctx.fireChannelRead(DoorPackets.inner(publish, Inside.topic(channel.get()), payload));
        } finally {
            publish.release();
        }
    }

    /** MQTT 3.1.1 knows no refusal but the end of the connection; that of one who may send again later leaves no will. */
    private void refuse(ChannelHandlerContext ctx, MqttPublishMessage publish, Visitor from, DoorCode code) {
        MqttMessage answer = from.packets().refusal(publish, code);
        if (answer != null) {
            ctx.writeAndFlush(answer);
        } else if (!from.five() && code == DoorCode.QUOTA) {
            leaveNow(ctx, code);
        } else if (!from.five()) {
            ctx.close();
        }
        publish.release();
    }

    /** Ends a connection that does not keep to the protocol. */
    private void end(ChannelHandlerContext ctx, MqttMessage message, DoorCode code) {
        ReferenceCountUtil.release(message);
        refusedPacket.run();
        MqttMessage goodbye =
                phase != Phase.IN || visitor == null ? null : visitor.packets().goodbye(code);
        if (goodbye == null) {
            ctx.close();
        } else {
            ctx.writeAndFlush(goodbye).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Ends the connection without the device's last will, from any thread. */
    void leave(DoorCode code) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(() -> leaveNow(ctx, code));
        }
    }

    private void leaveNow(ChannelHandlerContext ctx, DoorCode code) {
        Visitor leaving = visitor;
        if (phase != Phase.IN || leaving == null) {
            ctx.close();
            return;
        }
        phase = Phase.LEAVING;
        MqttMessage goodbye = leaving.packets().goodbye(code);
        if (goodbye != null) {
            ctx.writeAndFlush(goodbye);
        }
        ctx.fireChannelRead(leaving.packets().leaving());
    }

    /**
     * Delivers a message to a client that subscribed to its topic, from any thread; to one that does not, or does not keep up,
     * it does nothing.
     *
     * @param contentType null for none
     */
    void deliver(String topic, byte[] payload, @Nullable String contentType) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(() -> {
                Visitor to = visitor;
                if (phase == Phase.IN && to != null && ctx.channel().isWritable()) {
                    to.subscriptions()
                            .next(topic)
                            .ifPresent(next -> ctx.writeAndFlush(to.packets()
                                    .message(topic, payload, contentType, next.qos(), next.packet(), next.number())));
                }
            });
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Visitor leaving = visitor;
        boolean wasIn = phase == Phase.IN || phase == Phase.LEAVING;
        phase = Phase.OUT;
        forgetEarly();
        cancel(arrival);
        cancel(deadline);
        if (wasIn && leaving != null) {
            if (leaving.observer()) {
                keeper.left(this);
            } else if (leaving.device() != null && keeper.left(leaving.device(), this)) {
                ctx.fireChannelRead(leaving.packets().leaving());
            }
        }
        ctx.fireChannelInactive();
    }

    private static int number(MqttMessage message) {
        return message.variableHeader() instanceof MqttMessageIdVariableHeader header ? header.messageId() : 0;
    }
}
