package org.socle.fleet.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.config.ConfigException;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Who;
import org.socle.fleet.store.Database;

class TotpKeyTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @TempDir
    Path directory;

    @Test
    void aSecretOpensForItsAccountAndWithItsKeyOnly() throws IOException {
        TotpKey key = TotpKey.in(directory);
        String sealed = key.seal(SECRET, 7);

        assertThat(sealed).startsWith("gcm:").doesNotContain(SECRET);
        assertThat(key.seal(SECRET, 7)).as("another nonce each time").isNotEqualTo(sealed);
        assertThat(TotpKey.in(directory).open(sealed, 7)).as("read again").contains(SECRET);
        assertThat(key.open(sealed, 8)).isEmpty();
        assertThat(TotpKey.in(directory.resolve("other")).open(sealed, 7)).isEmpty();
        assertThat(key.open(SECRET, 7)).as("in clear").isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("totp.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedKeyIsNamed() throws IOException {
        Files.writeString(directory.resolve("totp.key"), "c2hvcnQ=\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> TotpKey.in(directory))
                .withMessageStartingWith(directory.resolve("totp.key") + " holds 5 bytes; a key of 32 is expected");
    }

    @Test
    void whatAnEarlierVersionStoredInClearIsSealedAndGoneFromTheFile() throws IOException {
        TotpKey key = TotpKey.in(directory);
        long id;
        try (Database database = Database.open(directory)) {
            id = new Accounts(database, Clock.systemUTC())
                    .invite(
                            Who.cli("root"),
                            Scope.EVERYTHING,
                            "Marie Roy",
                            "",
                            new Accounts.Rights(Role.TECHNICIAN, true, List.of()))
                    .account()
                    .id();
            database.writing(handle -> new AccountTable().totp(handle, id, SECRET, 0, List.of()));
        }
        assertThat(files()).contains(SECRET);

        try (Database database = Database.open(directory)) {
            TotpSecrets.prepare(database, key);
            TotpSecrets.prepare(database, key);
            String stored = database.<AccountTable.Secrets, RuntimeException>read(
                            handle -> new AccountTable().secrets(handle, id))
                    .totp();
            assertThat(key.open(String.valueOf(stored), id)).contains(SECRET);
        }
        assertThat(files()).doesNotContain(SECRET);
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("socle.db", "socle.db-wal")) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
