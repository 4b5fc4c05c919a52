package org.socle.fleet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** An MQTT client that keeps to nothing the broker asks for. */
final class RawMqtt implements AutoCloseable {
    private static final int CONNACK = 0x20;
    private static final int PUBACK = 0x40;
    private static final int FIVE = 5;

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final int version;

    /**
     * Connects.
     *
     * @param version 4 for MQTT 3.1.1, 5 for MQTT 5
     */
    RawMqtt(int port, String clientId, int version) throws IOException {
        this.version = version;
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        out = new DataOutputStream(socket.getOutputStream());
        in = new DataInputStream(socket.getInputStream());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream connect = new DataOutputStream(body);
        connect.writeUTF("MQTT");
        connect.writeByte(version);
        connect.writeByte(2);
        connect.writeShort(60);
        if (version == FIVE) {
            connect.writeByte(0);
        }
        connect.writeUTF(clientId);
        packet(0x10, body.toByteArray());
        if (answer() != CONNACK) {
            throw new IOException("no CONNACK");
        }
    }

    /** Publishes with QoS 1; whether that was acknowledged, rather than the connection ended. */
    boolean publish(String topic, byte[] payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream publish = new DataOutputStream(body);
        publish.write(new byte[] {0, (byte) topic.length()});
        publish.write(topic.getBytes(UTF_8));
        publish.writeShort(1);
        if (version == FIVE) {
            publish.writeByte(0);
        }
        publish.write(payload);
        try {
            packet(0x32, body.toByteArray());
            return answer() == PUBACK;
        } catch (IOException e) {
            // Reset while it was still writing.
            return false;
        }
    }

    private void packet(int type, byte[] body) throws IOException {
        out.writeByte(type);
        int length = body.length;
        do {
            int digit = length % 128;
            length /= 128;
            out.writeByte(length > 0 ? digit | 0x80 : digit);
        } while (length > 0);
        out.write(body);
        out.flush();
    }

    /** The type of the next packet, whose body is read over; -1 at the end. */
    private int answer() throws IOException {
        int type = in.read();
        if (type >= 0) {
            in.readNBytes(in.readUnsignedByte());
        }
        return type;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
