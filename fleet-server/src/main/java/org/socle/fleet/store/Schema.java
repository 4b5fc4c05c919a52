package org.socle.fleet.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;

/** Brings the tables of a database up to this version, and refuses those of a newer one. */
final class Schema {
    private final Path directory;
    private final Flyway flyway;

    Schema(Path directory, DataSource source) {
        this.directory = directory;
        this.flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/sqlite")
                // Newer ones are refused by name, missing ones are made.
                .ignoreMigrationPatterns("*:pending", "*:future")
                .load();
    }

    /**
     * Makes what is missing.
     *
     * @param lock on the directory when the caller holds it; null to take it for as long as that takes
     * @throws ConfigException when the tables are of a newer or an altered version, or a server runs on older ones
     */
    void bringUp(@Nullable Closeable lock) {
        requireKnown();
        if (flyway.info().pending().length == 0) {
            return;
        }
        if (lock != null) {
            flyway.migrate();
            return;
        }
        try (Closeable own = DataDirectory.lock(directory)) {
            flyway.migrate();
        } catch (IOException e) {
            throw new ConfigException("the data directory " + directory + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private void requireKnown() {
        String newer = Arrays.stream(flyway.info().applied())
                .filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS
                        || each.getState() == MigrationState.FUTURE_FAILED)
                .map(Schema::name)
                .collect(Collectors.joining(", "));
        if (!newer.isEmpty()) {
            throw new ConfigException("the database " + directory.resolve(Database.FILE)
                    + " was written by a newer version of socle-server, which knows " + newer
                    + ": start that version or a later one, or restore the backup made before it");
        }
        try {
            flyway.validate();
        } catch (FlywayValidateException e) {
            throw new ConfigException(
                    "the tables of the database " + directory.resolve(Database.FILE)
                            + " are not those of this version: start the version that made them, or restore the backup ("
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " ") + ")",
                    e);
        }
    }

    private static String name(MigrationInfo migration) {
        return "V" + migration.getVersion() + " (" + migration.getDescription() + ")";
    }
}
