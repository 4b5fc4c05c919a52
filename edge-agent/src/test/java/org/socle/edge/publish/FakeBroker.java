package org.socle.edge.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Pack;
import org.socle.contract.senml.SenmlFormat;

/** As much of an MQTT 5 broker as an agent needs, which does with each pack what a test wants. */
final class FakeBroker implements AutoCloseable {
    /** What is done with a pack. */
    record Answer(int puback, int disconnect, boolean close) {
        static final Answer TAKEN = new Answer(0, 0, false);
        static final Answer CLOSED = new Answer(-1, 0, true);

        static Answer refused(int code) {
            return new Answer(code, 0, false);
        }

        static Answer disconnected(int code) {
            return new Answer(-1, code, true);
        }
    }

    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    private static final int PING = 12;

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What came, and what was taken of it, in order. */
    final List<Long> came = new CopyOnWriteArrayList<>();

    final List<Long> taken = new CopyOnWriteArrayList<>();

    /** When somebody connected, in ms of {@link System#nanoTime}. */
    final List<Long> connects = new CopyOnWriteArrayList<>();

    volatile LongFunction<Answer> answers = number -> Answer.TAKEN;
    volatile int connack;

    FakeBroker() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "fake-broker");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket), "fake-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int first = in.readUnsignedByte();
                byte[] body = in.readNBytes(length(in));
                if (!handle(first, body, socket.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other side has gone.
        }
    }

    private boolean handle(int first, byte[] body, OutputStream out) throws IOException {
        switch (first >> 4) {
            case CONNECT -> {
                connects.add(System.nanoTime() / 1_000_000);
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                answer.write(0);
                answer.write(connack);
                answer.write(0);
                send(out, 0x20, answer.toByteArray());
                return connack == 0;
            }
            case SUBSCRIBE -> send(out, 0x90, new byte[] {body[0], body[1], 0, 1});
            case PUBLISH -> {
                return published(body, out);
            }
            case PING -> send(out, 0xD0, new byte[0]);
            default -> {
                // PUBACK of nobody, DISCONNECT.
            }
        }
        return true;
    }

    private boolean published(byte[] body, OutputStream out) throws IOException {
        int topicLength = (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        String topic = new String(body, 2, topicLength, UTF_8);
        int at = 2 + topicLength;
        byte high = body[at];
        byte low = body[at + 1];
        int payload = at + 3 + body[at + 2];
        Answer answer = Answer.TAKEN;
        Long number = topic.endsWith("/up") ? number(body, payload) : null;
        if (number != null) {
            came.add(number);
            answer = answers.apply(number);
        }
        if (answer.disconnect != 0) {
            send(out, 0xE0, new byte[] {(byte) answer.disconnect, 0});
        }
        if (answer.close) {
            return false;
        }
        if (number != null && answer.puback < 0x80) {
            taken.add(number);
        }
        send(out, 0x40, new byte[] {high, low, (byte) answer.puback, 0});
        return true;
    }

    private static @Nullable Long number(byte[] body, int payload) {
        Pack pack = Pack.decode(Arrays.copyOfRange(body, payload, body.length), SenmlFormat.CBOR);
        return pack.sequence().orElseThrow();
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while ((digit & 0x80) != 0);
        return length;
    }

    private static void send(OutputStream out, int type, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        packet.write(body.length);
        packet.writeBytes(body);
        out.write(packet.toByteArray());
        out.flush();
    }

    /** What was taken, without what came again. */
    List<Long> distinctTaken() {
        return new ArrayList<>(new LinkedHashSet<>(taken));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
