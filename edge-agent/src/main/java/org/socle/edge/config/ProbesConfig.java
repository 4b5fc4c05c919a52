package org.socle.edge.config;

import java.util.List;
import org.socle.contract.config.Settings;

/**
 * Which probes are not wanted, table {@code [probes]}.
 *
 * @param disabled names of probes that are not run; {@code disabled}, default none
 */
public record ProbesConfig(List<String> disabled) {

    static ProbesConfig of(Settings settings, List<String> probeNames) {
        return new ProbesConfig(settings.words("probes.disabled", List.of(), probeNames));
    }
}
