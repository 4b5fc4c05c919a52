package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.socle.edge.source.Commands;
import org.socle.edge.source.SysFs;

/**
 * Whether somebody's session is in use at this machine, as logind tells. Whose it is stands in the same files and is not
 * read.
 */
final class Sessions {
    private static final String DIRECTORY = "run/systemd/sessions/";
    private static final String LOGINCTL = "loginctl";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,16}");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SysFs files;
    private final Commands commands;

    Sessions(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    enum State {
        /** Nobody is signed in at the machine itself. */
        NONE,
        ACTIVE,
        /** Somebody is, and has not touched it for a while. */
        IDLE
    }

    /** Empty where nobody can tell: no logind runs, or it does not answer. */
    Optional<State> read() throws IOException {
        if (!files.exists(DIRECTORY) || !commands.available(LOGINCTL)) {
            return Optional.empty();
        }
        List<String> local = files.list(DIRECTORY).stream()
                .filter(id -> ID.matcher(id).matches())
                .filter(this::atTheMachine)
                .toList();
        // Without a session it is asked of logind itself: systemd makes the directory also where logind does not run,
        // and
        // only an answer proves that nobody is there.
        List<String> question = new ArrayList<>(List.of(LOGINCTL, "show-session", "-p", "IdleHint", "--value"));
        question.addAll(local);
        Commands.Result result = commands.run(question, PATIENCE);
        if (result.exit() != 0) {
            return Optional.empty();
        }
        if (local.isEmpty()) {
            return Optional.of(State.NONE);
        }
        boolean active = result.stdout().lines().anyMatch(line -> line.strip().equals("no"));
        return Optional.of(active ? State.ACTIVE : State.IDLE);
    }

    /** A person's session, in the foreground, not over the network. */
    private boolean atTheMachine(String id) {
        List<String> lines = files.lines(DIRECTORY + id);
        return lines.contains("CLASS=user") && lines.contains("ACTIVE=1") && lines.contains("REMOTE=0");
    }
}
