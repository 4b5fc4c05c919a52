package org.socle.edge.config;

import java.nio.file.Path;
import org.socle.contract.config.Settings;

/**
 * The machine to read, table {@code [machine]}.
 *
 * @param root below which {@code proc}, {@code sys}, {@code etc} and {@code run} are read; {@code root}, absolute,
 *     default {@code /}; anything else is a captured machine, for tests
 */
public record MachineConfig(Path root) {

    static MachineConfig of(Settings settings) {
        return new MachineConfig(settings.path("machine.root", Path.of("/")));
    }
}
