package org.socle.edge.config;

import java.util.List;
import org.socle.contract.config.Settings;

/**
 * Which probes are wanted, table {@code [probes]}.
 *
 * @param disabled names of probes that are not run; {@code disabled}, default none
 * @param enabled names of probes that run only on demand and are wanted; {@code enabled}, default none
 */
public record ProbesConfig(List<String> disabled, List<String> enabled) {

    static ProbesConfig of(Settings settings, List<String> probeNames, List<String> onDemand) {
        return new ProbesConfig(
                settings.words("probes.disabled", List.of(), probeNames),
                settings.words("probes.enabled", List.of(), onDemand));
    }
}
