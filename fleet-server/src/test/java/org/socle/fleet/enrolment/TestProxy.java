package org.socle.fleet.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A school's HTTP proxy: lets CONNECT through for who knows the password. */
final class TestProxy implements AutoCloseable {
    /** What it was asked for, in order. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final ServerSocket listening;
    private final String expected;

    TestProxy(String user, String password) throws IOException {
        expected =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            while (true) {
                List<String> head = head(client.getInputStream());
                if (head.isEmpty()) {
                    return;
                }
                boolean allowed =
                        head.stream().anyMatch(line -> line.equalsIgnoreCase("Proxy-Authorization: " + expected));
                asked.add(head.get(0) + (allowed ? "" : " (no password)"));
                if (!allowed) {
                    answer(
                            client,
                            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"ecole\"\r\n"
                                    + "Content-Length: 0\r\n\r\n");
                    continue;
                }
                String[] target = head.get(0).split(" ")[1].split(":");
                try (Socket server = new Socket(target[0], Integer.parseInt(target[1]))) {
                    answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                    start(() -> pump(server, client));
                    pump(client, server);
                }
                return;
            }
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private static List<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return List.of();
            }
            head.append((char) next);
        }
        return head.toString().lines().filter(line -> !line.isEmpty()).toList();
    }

    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // Closed.
        }
        try {
            to.close();
        } catch (IOException e) {
            // Closed already.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
