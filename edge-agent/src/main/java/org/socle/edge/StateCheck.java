package org.socle.edge;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says whether the agent can keep what it has to send and to remember. */
final class StateCheck {
    /** A hundred packs, and what probes remember. */
    private static final long ENOUGH = 512 * 1024;

    private StateCheck() {}

    /** What is wrong with the state directory, and what to do; nothing when all is well or it is not there yet. */
    static List<String> lines(Path state, Messages messages) {
        try {
            if (!Files.isDirectory(state)) {
                return List.of();
            }
            FileStore store = Files.getFileStore(state);
            if (store.isReadOnly()) {
                return List.of(
                        messages.text("state.read_only", state), "→ " + messages.text("state.read_only.do", store));
            }
            return store.getUsableSpace() < ENOUGH
                    ? List.of(messages.text("state.full", state), "→ " + messages.text("state.full.do", store))
                    : List.of();
        } catch (IOException e) {
            return List.of(messages.text("state.unreadable", state, String.valueOf(e.getMessage())));
        }
    }
}
