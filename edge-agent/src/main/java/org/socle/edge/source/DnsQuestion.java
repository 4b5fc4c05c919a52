package org.socle.edge.source;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One question to one name server, past the caches of this machine and of Java: which are the name servers of the root. Any
 * answer counts, also a refusal. RFC 1035.
 */
final class DnsQuestion {
    private static final int TRIES = 2;
    private static final int TIMEOUT_MILLIS = 1_500;
    private static final int HEADER_BYTES = 12;
    private static final int LARGEST_ANSWER = 4_096;
    private static final int ANSWER_BIT = 0x80;

    private DnsQuestion() {}

    static Duration ask(InetSocketAddress server) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return askOnce(server);
            } catch (SocketTimeoutException e) {
                // A datagram may get lost; two are a fault.
            }
        }
        throw new SocketTimeoutException("the name server does not answer");
    }

    private static Duration askOnce(InetSocketAddress server) throws IOException {
        int id = ThreadLocalRandom.current().nextInt(1 << 16);
        byte[] question = question(id);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            long started = System.nanoTime();
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket answer = new DatagramPacket(new byte[LARGEST_ANSWER], LARGEST_ANSWER);
            while (true) {
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                int left = TIMEOUT_MILLIS - (int) took.toMillis();
                if (left <= 0) {
                    throw new SocketTimeoutException("no answer");
                }
                socket.setSoTimeout(left);
                socket.receive(answer);
                if (answers(answer, id)) {
                    return Duration.ofNanos(System.nanoTime() - started);
                }
            }
        }
    }

    private static byte[] question(int id) {
        byte[] question = new byte[HEADER_BYTES + 5];
        question[0] = (byte) (id >> 8);
        question[1] = (byte) id;
        // Recursion desired, one question: the root's name is empty, type 2 (NS), class 1 (IN).
        question[2] = 1;
        question[5] = 1;
        question[HEADER_BYTES + 2] = 2;
        question[HEADER_BYTES + 4] = 1;
        return question;
    }

    private static boolean answers(DatagramPacket packet, int id) {
        byte[] data = packet.getData();
        return packet.getLength() >= HEADER_BYTES
                && data[0] == (byte) (id >> 8)
                && data[1] == (byte) id
                && (data[2] & ANSWER_BIT) != 0;
    }

    /** The address of a name server; no name is looked up for it. */
    static InetSocketAddress server(String address, int port) throws IOException {
        if (!address.matches("[0-9a-fA-F:.]+(%[\\w.-]+)?")) {
            throw new IOException("'" + address + "' is not the address of a name server");
        }
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }
}
