package org.socle.edge.source;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages as files of Java's properties format, each with its checksum in the first line, and the page before it beside it: a
 * card that damages one of them costs minutes, not the account of a year.
 *
 * @param directory of the pages
 * @param keeps whether what is saved is kept
 */
record NotebookFiles(Path directory, boolean keeps) implements Notebook {
    private static final Logger LOG = LoggerFactory.getLogger(NotebookFiles.class);
    private static final String CHECKSUM = "# crc32 ";

    @Override
    public synchronized Map<String, String> load(String page) {
        Optional<Map<String, String>> newest = read(file(page));
        if (newest.isPresent()) {
            return newest.get();
        }
        Optional<Map<String, String>> older = read(before(page));
        if (Files.exists(file(page))) {
            LOG.error(
                    "{} is damaged: {}",
                    file(page),
                    older.isPresent() ? "the page before it is taken" : "what it remembered is lost");
        }
        return older.orElseGet(TreeMap::new);
    }

    @Override
    public synchronized boolean lost(String page) {
        return Files.exists(file(page))
                && read(file(page)).isEmpty()
                && read(before(page)).isEmpty();
    }

    private static Optional<Map<String, String>> read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\n');
            if (end < 0 || !text.substring(0, end).equals(checksum(text.substring(end + 1)))) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            Map<String, String> content = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> content.put(key, properties.getProperty(key)));
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} cannot be read", file, e);
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return CHECKSUM + Long.toHexString(crc.getValue());
    }

    @Override
    public synchronized void save(String page, Map<String, String> content) throws IOException {
        if (!keeps) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(content)
                .forEach((key, value) -> lines.append(escape(key))
                        .append('=')
                        .append(escape(value))
                        .append('\n'));
        Path part = directory.resolve(page + ".properties.part");
        write(part, checksum(lines.toString()) + "\n" + lines);
        if (read(file(page)).isPresent()) {
            Files.move(file(page), before(page), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, file(page), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private Path file(String page) {
        return directory.resolve(page + ".properties");
    }

    private Path before(String page) {
        return directory.resolve(page + ".properties.before");
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
