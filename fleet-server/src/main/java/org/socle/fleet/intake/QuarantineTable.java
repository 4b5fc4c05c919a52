package org.socle.fleet.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;

/** SQL of the table {@code quarantine}. */
final class QuarantineTable {
    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 64_000_000;

    /** Of one machine, so that nobody's messages are pushed out by another's. */
    private static final int MOST_OF_ONE = 1_000;

    private static final long MOST_BYTES_OF_ONE = 8_000_000;
    private static final int LONGEST_ERROR = 2_000;

    private static final String COLUMNS = "SELECT q.id, q.topic, q.content, q.device, q.error, q.received,"
            + " length(q.payload) AS size, coalesce(m.host_name, m.device) AS machine"
            + " FROM quarantine q LEFT JOIN machine m ON m.device = q.device";

    /** How many messages there are. */
    int count(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM quarantine")
                .mapTo(Integer.class)
                .one();
    }

    /** Keeps a message; one too many, of all or of its machine, is not kept: those that are there came first. */
    boolean add(Handle handle, Arrival arrival, Throwable error) {
        String device = device(arrival.topic);
        if (isFull(handle, "1 = 1", "", MOST, MOST_BYTES, arrival.payload.length)
                || isFull(
                        handle, "device IS :device", device, MOST_OF_ONE, MOST_BYTES_OF_ONE, arrival.payload.length)) {
            return false;
        }
        String text = error.toString();
        handle.createUpdate("INSERT INTO quarantine (topic, content, payload, error, received, device)"
                        + " VALUES (:topic, :content, :payload, :error, :received, :device)")
                .bind("topic", arrival.topic)
                .bind("content", arrival.contentType == null ? "" : arrival.contentType)
                .bind("payload", arrival.payload)
                .bind("error", text.substring(0, Math.min(LONGEST_ERROR, text.length())))
                .bind("received", arrival.received.toEpochMilli())
                .bind("device", device)
                .execute();
        return true;
    }

    private static boolean isFull(
            Handle handle, String which, @Nullable String device, int most, long mostBytes, int more) {
        var query =
                handle.createQuery("SELECT count(*), coalesce(sum(length(payload)), 0) FROM quarantine WHERE " + which);
        if (which.contains(":device")) {
            query.bind("device", device);
        }
        return query.map((row, context) -> row.getInt(1) >= most || row.getLong(2) + more > mostBytes)
                .one();
    }

    /** The machine a topic names; null when it names none. */
    private static @Nullable String device(String topic) {
        return Topics.parse(topic).map(address -> address.device().toString()).orElse(null);
    }

    /** Newest first; of one machine or of all. */
    List<Quarantined> list(Handle handle, @Nullable UUID device, int page, int size) {
        return handle.createQuery(COLUMNS + " WHERE (:device IS NULL OR q.device = :device)"
                        + " ORDER BY q.id DESC LIMIT :size OFFSET :from")
                .bind("device", device == null ? null : device.toString())
                .bind("size", size)
                .bind("from", (long) (page - 1) * (size - 1))
                .map((row, context) -> read(row))
                .list();
    }

    Optional<Quarantined> find(Handle handle, long id) {
        return handle.createQuery(COLUMNS + " WHERE q.id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Numbers of a machine's messages, or of those that name none, oldest first. */
    List<Long> of(Handle handle, @Nullable UUID device, int most) {
        return handle.createQuery("SELECT id FROM quarantine WHERE device IS :device ORDER BY id LIMIT :most")
                .bind("device", device == null ? null : device.toString())
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    byte[] payload(Handle handle, long id) {
        return handle.createQuery("SELECT payload FROM quarantine WHERE id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne()
                .orElse(new byte[0]);
    }

    int delete(Handle handle, long id) {
        return handle.createUpdate("DELETE FROM quarantine WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    int deleteBefore(Handle handle, Instant time) {
        return handle.createUpdate("DELETE FROM quarantine WHERE received < :time")
                .bind("time", time.toEpochMilli())
                .execute();
    }

    long newest(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(id), 0) FROM quarantine")
                .mapTo(Long.class)
                .one();
    }

    int countAfter(Handle handle, long id) {
        return handle.createQuery("SELECT count(*) FROM quarantine WHERE id > :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    private static Quarantined read(ResultSet row) throws SQLException {
        String device = row.getString("device");
        return new Quarantined(
                row.getLong("id"),
                row.getString("topic"),
                row.getString("content"),
                device == null ? null : UUID.fromString(device),
                row.getString("machine"),
                row.getString("error"),
                row.getInt("size"),
                Instant.ofEpochMilli(row.getLong("received")));
    }
}
