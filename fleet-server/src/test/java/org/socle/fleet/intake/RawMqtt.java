package org.socle.fleet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** An MQTT client that keeps to nothing the broker asks for. */
public final class RawMqtt implements AutoCloseable {
    private static final int CONNACK = 2;
    private static final int PUBACK = 4;
    private static final int SUBACK = 9;
    private static final int FIVE = 5;

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final int version;
    private boolean held;

    /**
     * A packet of the server.
     *
     * @param type the upper four bits of its first byte; -1 at the end of the connection
     */
    public record Packet(int type, byte[] body) {
        private static final Packet END = new Packet(-1, new byte[0]);

        public boolean isEnd() {
            return type < 0;
        }
    }

    /** Connects without TLS, which has to be accepted. */
    RawMqtt(int port, String clientId, int version) throws IOException {
        this(new Socket("127.0.0.1", port), version);
        if (connect(clientId) != 0) {
            throw new IOException("refused");
        }
    }

    /**
     * Takes a connection, on which nothing is said yet.
     *
     * @param version 4 for MQTT 3.1.1, 5 for MQTT 5
     */
    public RawMqtt(Socket socket, int version) throws IOException {
        this.version = version;
        this.socket = socket;
        socket.setSoTimeout(10_000);
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 4_096));
        in = new DataInputStream(socket.getInputStream());
    }

    /** Says who it is, with a clean start; answers the code of the CONNACK, or -1 when the connection ends. */
    public int connect(String clientId) throws IOException {
        return connect(clientId, "", new byte[0], "");
    }

    /** The same with a last will and properties of MQTT 5, as hexadecimal digits. */
    public int connect(String clientId, String willTopic, byte[] will, String properties) throws IOException {
        sendConnect(clientId, willTopic, will, properties);
        Packet answer = read();
        if (!answer.isEnd() && answer.type() != CONNACK) {
            throw new IOException("no CONNACK but " + answer.type());
        }
        return answer.isEnd() ? -1 : answer.body()[1] & 0xFF;
    }

    /** The same without waiting. */
    public void sendConnect(String clientId, String willTopic, byte[] will, String properties) throws IOException {
        packet(0x10, body(connect -> {
            connect.writeUTF("MQTT");
            connect.writeByte(version);
            connect.writeByte(willTopic.isEmpty() ? 2 : 2 | 4 | 8);
            connect.writeShort(60);
            properties(connect, properties);
            connect.writeUTF(clientId);
            if (!willTopic.isEmpty()) {
                properties(connect, "");
                connect.writeUTF(willTopic);
                connect.writeShort(will.length);
                connect.write(will);
            }
        }));
    }

    /** Publishes with QoS 1; whether that was acknowledged, rather than the connection ended. */
    boolean publish(String topic, byte[] payload) throws IOException {
        return publish(topic, payload, "") == 0;
    }

    /** The same with properties of MQTT 5; answers the reason code, 0 for MQTT 3.1.1, or -1 when the connection ends. */
    public int publish(String topic, byte[] payload, String properties) throws IOException {
        try {
            send(topic, payload, properties, 1);
            Packet answer = read();
            if (answer.type() != PUBACK) {
                return -1;
            }
            return answer.body().length > 2 ? answer.body()[2] & 0xFF : 0;
        } catch (IOException e) {
            // Reset while it was still writing.
            return -1;
        }
    }

    /** Publishes and does not wait. */
    public void send(String topic, byte[] payload, String properties, int qos) throws IOException {
        packet(0x30 | qos << 1, body(publish -> {
            publish.writeUTF(topic);
            if (qos > 0) {
                publish.writeShort(1);
            }
            properties(publish, properties);
            publish.write(payload);
        }));
    }

    /** Subscribes; answers the code for the one filter, or -1 when the connection ends. */
    public int subscribe(String filter, int qos) throws IOException {
        sendSubscribe(filter, qos);
        Packet answer = read();
        return answer.type() == SUBACK ? answer.body()[answer.body().length - 1] & 0xFF : -1;
    }

    /** The same without waiting. */
    public void sendSubscribe(String filter, int qos) throws IOException {
        packet(0x82, body(subscribe -> {
            subscribe.writeShort(7);
            properties(subscribe, "");
            subscribe.writeUTF(filter);
            subscribe.writeByte(qos);
        }));
    }

    /** Sends nothing more before {@link #release}: then all of it in one piece. */
    public void hold() {
        held = true;
    }

    /** Sends what was held. */
    public void release() throws IOException {
        held = false;
        out.flush();
    }

    private void flush() throws IOException {
        if (!held) {
            out.flush();
        }
    }

    private void properties(DataOutputStream to, String hex) throws IOException {
        if (version == FIVE) {
            byte[] bytes = java.util.HexFormat.of().parseHex(hex);
            to.writeByte(bytes.length);
            to.write(bytes);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] body(Writing writing) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(body));
        return body.toByteArray();
    }

    /** Sends a packet, whatever that may be. */
    public void packet(int type, byte[] body) throws IOException {
        out.writeByte(type);
        int length = body.length;
        do {
            int digit = length % 128;
            length /= 128;
            out.writeByte(length > 0 ? digit | 0x80 : digit);
        } while (length > 0);
        out.write(body);
        flush();
    }

    /** Sends bytes, whatever they may be. */
    public void bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next packet of the server. */
    public Packet read() throws IOException {
        try {
            int type = in.read();
            if (type < 0) {
                return Packet.END;
            }
            int length = 0;
            int shift = 0;
            int digit;
            do {
                digit = in.readUnsignedByte();
                length |= (digit & 0x7F) << shift;
                shift += 7;
            } while ((digit & 0x80) != 0);
            return new Packet(type >> 4, in.readNBytes(length));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return Packet.END;
        }
    }

    /** The topic and payload of a PUBLISH with QoS 1. */
    public String published(Packet packet) {
        int topic = (packet.body()[0] & 0xFF) << 8 | packet.body()[1] & 0xFF;
        int after = 2 + topic + 2 + (version == FIVE ? 1 + packet.body()[topic + 4] : 0);
        return new String(packet.body(), 2, topic, UTF_8) + " "
                + new String(packet.body(), after, packet.body().length - after, UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
