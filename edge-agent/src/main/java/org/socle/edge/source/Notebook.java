package org.socle.edge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a probe has to remember over restarts: a page of keys and texts for each, a file in the state directory, replaced as
 * a whole. Thread-safe.
 */
public interface Notebook {

    /** The server's word on what machines of this one's model draw: {@code idle} and {@code full}, watts. */
    String POWER_MODEL = "power-model";

    /**
     * The page of this name; the one before it when it is damaged; empty when there is none, or none that can be read.
     */
    Map<String, String> load(String page);

    /** Whether there is a page of this name that can no longer be read, nor the one before it. */
    default boolean lost(String page) {
        return false;
    }

    /**
     * Replaces a page; it is on the disk when this returns.
     *
     * @throws IOException when it could not be kept; what was there stands
     */
    void save(String page, Map<String, String> content) throws IOException;

    /** In a directory. */
    static Notebook in(Path directory) {
        return new NotebookFiles(directory, true);
    }

    /** What is in a directory, for whoever only looks: what is saved is forgotten. */
    static Notebook view(Path directory) {
        return new NotebookFiles(directory, false);
    }

    /** Empty, and forgetful: for a captured machine. */
    static Notebook none() {
        return new NotebookFiles(Path.of("/nonexistent"), false);
    }
}
