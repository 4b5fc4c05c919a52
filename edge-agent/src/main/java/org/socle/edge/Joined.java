package org.socle.edge;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.identity.Enrolled;
import org.socle.edge.identity.IdentityStore;
import org.socle.edge.source.Notebook;

/** Says in words whether this machine has joined a server, as what, until when, and whether that server refuses it. */
final class Joined {
    private Joined() {}

    /** One line or two. */
    static List<String> lines(AgentConfig config, Messages messages) {
        if (config.server().plain()) {
            return List.of(messages.text("joined.plain"));
        }
        Path state = config.state().directory();
        if (!readable(state) || !readable(state.resolve("identity"))) {
            return List.of(messages.text("joined.denied", state));
        }
        Optional<Enrolled> identity;
        try {
            identity = new IdentityStore(state).load();
        } catch (UncheckedIOException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        if (identity.isEmpty()) {
            return List.of(messages.text("joined.not"));
        }
        List<String> lines = new ArrayList<>();
        Enrolled enrolled = identity.get();
        lines.add(messages.text(
                "joined.as",
                enrolled.device(),
                enrolled.url(),
                enrolled.identity().certificate().getNotAfter()));
        LinkMemory.refusedSince(Notebook.view(state))
                .ifPresent(since -> lines.add(messages.text("joined.refused", Date.from(since))));
        return lines;
    }

    private static boolean readable(Path directory) {
        return !Files.exists(directory) || (Files.isReadable(directory) && Files.isExecutable(directory));
    }
}
