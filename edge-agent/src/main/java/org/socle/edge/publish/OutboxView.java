package org.socle.edge.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.catalogue.Family;
import org.socle.edge.tree.InstanceNumbers;

/**
 * A look into an outbox that leaves it as it is, also while the agent writes to it: what waits, the number of the next pack,
 * and the numbers of instances, after which new ones are counted on. Not thread-safe.
 */
public final class OutboxView implements InstanceNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxView.class);

    private final Map<String, Map<String, Integer>> instances = new HashMap<>();
    private Backlog backlog = Backlog.NONE;
    private SetAside.Summary setAside = SetAside.Summary.NOTHING;
    private Optional<Life> life = Optional.empty();
    private long next = 1;

    private OutboxView() {}

    /** Looks into the outbox of a state directory. One that is missing or may not be read is like one still empty. */
    public static OutboxView of(Path directory) {
        OutboxView view = new OutboxView();
        Path file = directory.resolve("outbox.db");
        if (Files.isReadable(file)) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + uri(file));
                    Statement statement = connection.createStatement()) {
                view.read(statement);
            } catch (SQLException e) {
                LOG.warn("the outbox {} cannot be read: {}", file, e.getMessage());
                return new OutboxView();
            }
        }
        return view;
    }

    /** Whoever has the outbox open keeps a log beside it. Without one nobody writes, and SQLite need not make one to read. */
    private static String uri(Path file) {
        boolean atRest = !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        return file.toUri() + (atRest ? "?immutable=1" : "?mode=ro");
    }

    private void read(Statement statement) throws SQLException {
        setAside = SetAside.summary(statement);
        life = PackNumbers.life(statement);
        try (ResultSet row = statement.executeQuery("SELECT count(*), coalesce(sum(length(body)), 0),"
                + " (SELECT samples FROM thinned), (SELECT seq FROM sqlite_sequence WHERE name = 'pack') FROM pack")) {
            row.next();
            backlog = new Backlog(row.getLong(1), row.getLong(2), row.getLong(3), setAside.packs(), "disk");
            next = row.getLong(4) + 1;
        }
        try (ResultSet row = statement.executeQuery("SELECT family, name, number FROM instance")) {
            while (row.next()) {
                instances
                        .computeIfAbsent(row.getString(1), family -> new HashMap<>())
                        .put(row.getString(2), row.getInt(3));
            }
        }
    }

    /** Packs set aside because the server does not take them. */
    public long refused() {
        return setAside.packs();
    }

    /** Why the last of them was not taken: a reason code of MQTT 5, or 0 where the server ended the connection and said nothing. */
    public int refusedCode() {
        return setAside.code();
    }

    /** Since when there are such packs, by the machine's clock; 1970 when there are none. */
    public Instant refusedSince() {
        return Instant.ofEpochMilli(setAside.since());
    }

    /** The agent's last start; empty before the first. */
    Optional<Life> life() {
        return life;
    }

    Backlog backlog() {
        return backlog;
    }

    /** The number the next pack will have; another one where the agent is started before, since each start counts from elsewhere. */
    long next() {
        return next;
    }

    @Override
    public int of(Family family, String name) {
        Map<String, Integer> numbers = instances.computeIfAbsent(family.name(), f -> new HashMap<>());
        return numbers.computeIfAbsent(
                name,
                n -> numbers.values().stream()
                        .mapToInt(number -> number + 1)
                        .max()
                        .orElse(0));
    }
}
