package org.socle.edge.config;

import java.nio.file.Path;
import org.socle.contract.config.Settings;

/**
 * What the agent keeps, table {@code [state]}.
 *
 * @param directory identity, outbox and instance numbers; {@code directory}, absolute, default {@code
 *     /var/lib/socle-agent}
 */
public record StateConfig(Path directory) {

    static StateConfig of(Settings settings) {
        return new StateConfig(settings.path("state.directory", Path.of("/var/lib/socle-agent")));
    }
}
