package org.socle.edge.config;

import org.socle.contract.config.Settings;

/**
 * What waits to be sent, table {@code [outbox]}.
 *
 * @param maxBytes most it may take on disk; {@code max_bytes}, 1 MiB to 16 GiB, default 64 MiB
 */
public record OutboxConfig(long maxBytes) {

    static OutboxConfig of(Settings settings) {
        return new OutboxConfig(settings.number("outbox.max_bytes", 64L << 20, 1L << 20, 16L << 30));
    }
}
