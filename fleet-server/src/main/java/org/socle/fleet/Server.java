package org.socle.fleet;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.intake.IntakeService;
import org.socle.fleet.store.Database;

/** The whole server, its parts started in order and stopped in reverse. */
final class Server implements AutoCloseable {
    private final Database database;
    private final IntakeService intake;

    /** Opens the database; nothing listens before {@link #start}. */
    Server(ServerConfig config, Clock clock) {
        PrometheusRegistry registry = new PrometheusRegistry();
        database = Database.open(config.data());
        intake = new IntakeService(
                config.mqtt(),
                config.data().resolve("broker"),
                database,
                registry,
                password -> false,
                device -> {},
                clock);
    }

    void start() throws IOException {
        intake.start();
    }

    @Override
    public void close() throws IOException {
        try {
            intake.close();
        } finally {
            database.close();
        }
    }
}
