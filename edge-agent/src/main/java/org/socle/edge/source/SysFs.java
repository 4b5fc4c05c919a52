package org.socle.edge.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads small text files below a root: {@code proc/…}, {@code sys/…}, {@code etc/…}, {@code run/…}.
 *
 * <p>A file that is absent, empty, denied or that its driver refuses to answer (a sensor without a reading gives an I/O
 * error) is an empty answer, never an exception; {@link #denied} tells the one case people can do something about.
 * What this user may not read is taken from what {@link Privileged the privileged reader} left, where there is one.
 * Thread-safe.
 */
public final class SysFs {

    /** No file read here is larger on any machine seen; {@code proc/cpuinfo} of 256 threads stays below. */
    private static final int MAX_BYTES = 1 << 19;

    private final Path root;
    private final Privileged privileged;

    public SysFs(Path root) {
        this.root = root;
        this.privileged = new Privileged(root);
    }

    /** The directory everything is read below. */
    public Path root() {
        return root;
    }

    /** Whether this is the machine the agent runs on, not a captured one. */
    public boolean live() {
        return root.equals(Path.of("/"));
    }

    /** The text of a file without the white space and zero bytes around it; empty when it says nothing. */
    public Optional<String> read(String path) {
        try (InputStream in = Files.newInputStream(resolve(path))) {
            String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            int start = 0;
            int end = text.length();
            while (start < end && text.charAt(start) <= ' ') {
                start++;
            }
            while (end > start && text.charAt(end - 1) <= ' ') {
                end--;
            }
            return start == end ? Optional.empty() : Optional.of(text.substring(start, end));
        } catch (IOException e) {
            return privileged.read(path);
        }
    }

    /** The bytes of a file, of which at most {@value #MAX_BYTES} are read; empty when it says nothing. */
    public Optional<byte[]> readBytes(String path) {
        try (InputStream in = Files.newInputStream(resolve(path))) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** When a file or directory was changed, in seconds since 1970; empty when it is not there. */
    public Optional<Long> modified(String path) {
        try {
            return Optional.of(Files.getLastModifiedTime(resolve(path)).toMillis() / 1000);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The whole number in a file, decimal or {@code 0x…}; empty when there is none. */
    public Optional<Long> readLong(String path) {
        return read(path).flatMap(Numbers::whole);
    }

    /** The count in a file; empty when there is none, or one below zero, as drivers say that do not know. */
    public Optional<Long> readCount(String path) {
        return readLong(path).filter(count -> count >= 0);
    }

    /** The lines of a file; none when it is absent or may not be read. */
    public List<String> lines(String path) {
        return read(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** The names in a directory, sorted; none when it is absent or may not be read. */
    public List<String> list(String path) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(path))) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    public boolean exists(String path) {
        return Files.exists(resolve(path));
    }

    /** Whether the file is there, may not be read by this user, and the privileged reader has not read it either. */
    public boolean denied(String path) {
        Path file = resolve(path);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && Files.exists(file)
                && !Files.isReadable(file)
                && privileged.read(path).isEmpty();
    }

    /** Whether this user may not read the file himself, be it there or not. */
    public boolean unreadable(String path) {
        return !Files.isReadable(resolve(path));
    }

    /** What the privileged reader has left. */
    Privileged privileged() {
        return privileged;
    }

    /** What a symbolic link points to, as written in it; empty when the path is no link. */
    public Optional<String> link(String path) {
        try {
            return Optional.of(Files.readSymbolicLink(resolve(path)).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** Where the path lies below the root. */
    public Path resolve(String path) {
        return root.resolve(path);
    }
}
