package org.socle.edge;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import org.socle.edge.publish.OutboxView;

/** Says whether the agent can keep what it has to send and to remember. */
final class StateCheck {
    /** A hundred packs, and what probes remember. */
    private static final long ENOUGH = 512 * 1024;

    private StateCheck() {}

    /** Packs that the server does not take, with the reason it gave and what to do; nothing when there are none. */
    static List<String> refused(OutboxView outbox, Messages messages) {
        if (outbox.refused() == 0) {
            return List.of();
        }
        int code = outbox.refusedCode();
        String reason = messages.text(
                switch (code) {
                    case 0 -> "state.refused.closed";
                    case 1 -> "state.refused.unreadable";
                    default -> "state.refused.code";
                },
                String.format("0x%02x", code));
        return List.of(
                messages.text("state.refused", outbox.refused(), Date.from(outbox.refusedSince()), reason),
                "→ " + messages.text("state.refused.do"));
    }

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
