package org.socle.edge.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a probe has to remember over restarts: a page of keys and texts for each, a file in the state directory, replaced as
 * a whole. Thread-safe.
 */
public interface Notebook {

    /** The server's word on what machines of this one's model draw: {@code idle} and {@code full}, watts. */
    String POWER_MODEL = "power-model";

    /** The page of this name; empty when there is none, or none that can be read. */
    Map<String, String> load(String page);

    /**
     * Replaces a page; it is on the disk when this returns.
     *
     * @throws IOException when it could not be kept; what was there stands
     */
    void save(String page, Map<String, String> content) throws IOException;

    /** In a directory. */
    static Notebook in(Path directory) {
        return new FileNotebook(directory, true);
    }

    /** What is in a directory, for whoever only looks: what is saved is forgotten. */
    static Notebook view(Path directory) {
        return new FileNotebook(directory, false);
    }

    /** Empty, and forgetful: for a captured machine. */
    static Notebook none() {
        return new FileNotebook(Path.of("/nonexistent"), false);
    }

    /** Pages as files of Java's properties format. */
    record FileNotebook(Path directory, boolean keeps) implements Notebook {

        @Override
        public synchronized Map<String, String> load(String page) {
            Map<String, String> content = new TreeMap<>();
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(file(page))) {
                properties.load(in);
            } catch (NoSuchFileException e) {
                return content;
            } catch (IOException | IllegalArgumentException e) {
                // Damaged: as if it had never been. The counters begin anew from what they show now.
                return content;
            }
            properties.stringPropertyNames().forEach(key -> content.put(key, properties.getProperty(key)));
            return content;
        }

        @Override
        public synchronized void save(String page, Map<String, String> content) throws IOException {
            if (!keeps) {
                return;
            }
            StringBuilder text = new StringBuilder();
            new TreeMap<>(content)
                    .forEach((key, value) -> text.append(escape(key))
                            .append('=')
                            .append(escape(value))
                            .append('\n'));
            Path part = directory.resolve(page + ".properties.part");
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            Files.move(part, file(page), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        private Path file(String page) {
            return directory.resolve(page + ".properties");
        }

        private static String escape(String text) {
            StringBuilder escaped = new StringBuilder();
            for (char c : text.toCharArray()) {
                if (c == '\\' || c == '=' || c == ':' || c == ' ' || c == '#' || c == '!') {
                    escaped.append('\\').append(c);
                } else if (c < ' ' || c > '~') {
                    escaped.append("\\u").append(String.format("%04x", (int) c));
                } else {
                    escaped.append(c);
                }
            }
            return escaped.toString();
        }
    }
}
