package org.socle.edge.source;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The machine's programs, but for smartctl, which needs rights the agent has not: its answers are those the privileged
 * reader has left. Where there is none, it is run as any other program.
 */
final class PrivilegedCommands implements Commands {
    private static final String SMARTCTL = "smartctl";

    private final Privileged privileged;
    private final Commands commands;

    PrivilegedCommands(Privileged privileged, Commands commands) {
        this.privileged = privileged;
        this.commands = commands;
    }

    @Override
    public Result run(List<String> command, Duration timeout) throws IOException {
        if (command.get(0).equals(SMARTCTL)) {
            String device = command.get(command.size() - 1);
            Optional<String> answer = privileged.smart(device.substring(device.lastIndexOf('/') + 1));
            if (answer.isPresent()) {
                // What its exit status says stands in the answer, too.
                return new Result(0, answer.get());
            }
        }
        return commands.run(command, timeout);
    }

    @Override
    public boolean available(String program) {
        return commands.available(program);
    }
}
