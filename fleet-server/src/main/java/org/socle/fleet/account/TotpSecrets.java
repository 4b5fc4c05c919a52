package org.socle.fleet.account;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.fleet.store.Database;

/** Looks at the stored secrets of second factors when the server starts. Stateless. */
public final class TotpSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(TotpSecrets.class);

    private TotpSecrets() {}

    /** Seals what an earlier version stored in clear, and says when there is something that the key does not open. */
    public static void prepare(Database database, TotpKey key) {
        AccountTable table = new AccountTable();
        long lost = database.<Long, RuntimeException>write(handle -> {
            Map<Long, String> stored = table.totpSecrets(handle);
            stored.forEach((account, secret) -> {
                if (!TotpKey.isSealed(secret)) {
                    table.sealTotp(handle, account, key.seal(secret, account));
                }
            });
            return stored.entrySet().stream()
                    .filter(entry -> TotpKey.isSealed(entry.getValue()))
                    .filter(entry -> key.open(entry.getValue(), entry.getKey()).isEmpty())
                    .count();
        });
        if (lost > 0) {
            LOG.error(
                    "the second factors of {} accounts were sealed with another key than ca/totp.key: put the file of then"
                            + " back, or let these people sign in with a recovery code, or run socle-server user reset NAME",
                    lost);
        }
    }
}
