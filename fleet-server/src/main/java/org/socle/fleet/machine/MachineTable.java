package org.socle.fleet.machine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/** SQL of the table {@code machine}. Stateless; every method works in the caller's transaction. */
public final class MachineTable {
    private static final String COLUMNS = "id, device, first_seen, last_seen, presence, presence_at, agent_version,"
            + " health, health_since, host_name, manufacturer, model, type, place, revoked, kept_out,"
            + " silent_since, (SELECT its_device FROM (SELECT id AS its_id, device AS its_device FROM machine) WHERE its_id = clone_of)"
            + " AS original";

    /** The status of {@link Machine#status}, in SQL, so that lists can filter and count. */
    private static final String STATUS = "CASE WHEN revoked IS NOT NULL THEN 'off'"
            + " WHEN presence = 'lost' AND (silent_since IS NOT NULL OR last_seen <= first_seen) THEN 'silent'"
            + " WHEN health = 'down' THEN 'down'"
            + " WHEN presence = 'offline' OR presence = 'lost' AND presence_at <= :goneBefore THEN 'off'"
            + " ELSE health END";

    /** After the machine was first known, if only by a moment: that it was heard shows by it. */
    private static final String HEARD = "CASE WHEN :now > first_seen THEN :now ELSE first_seen + 1 END";

    private static final String WORST_FIRST =
            "CASE status WHEN 'down' THEN 0 WHEN 'silent' THEN 1 WHEN 'watch' THEN 2 WHEN 'ok' THEN 3 ELSE 4 END";

    private static final Map<Sort, String> ORDERS = Map.of(
            Sort.STATUS, WORST_FIRST + ", host_name COLLATE NOCASE, id",
            Sort.NAME, "host_name COLLATE NOCASE, id",
            Sort.SEEN, "last_seen DESC, id");

    private static final Set<Resource> DESCRIBING = Set.of(
            org.socle.contract.catalogue.Machine.HOST_NAME,
            Device.MANUFACTURER,
            Device.MODEL,
            Device.SERIAL_NUMBER,
            Device.TYPE);

    public Found search(Handle handle, Scope scope, Search search, Instant now) {
        String from = " FROM (SELECT *, " + STATUS + " AS status FROM machine)" + where(scope, search.filter());
        int total = bind(handle.createQuery("SELECT count(*)" + from), scope, search.filter(), now)
                .mapTo(Integer.class)
                .one();
        List<Machine> machines = bind(
                        handle.createQuery("SELECT " + COLUMNS + from + " ORDER BY " + ORDERS.get(search.sort())
                                + " LIMIT :size OFFSET :offset"),
                        scope,
                        search.filter(),
                        now)
                .bind("size", search.size())
                .bind("offset", (long) (search.page() - 1) * search.size())
                .map((row, context) -> machine(row))
                .list();
        return new Found(machines, total);
    }

    /** The machines that match, by the database's number, from the first one above {@code after}. */
    public List<Machine> after(Handle handle, Scope scope, Filter filter, long after, int size, Instant now) {
        return bind(
                        handle.createQuery(
                                "SELECT " + COLUMNS + " FROM (SELECT *, " + STATUS + " AS status FROM machine)"
                                        + where(scope, filter) + " AND id > :after ORDER BY id LIMIT :size"),
                        scope,
                        filter,
                        now)
                .bind("after", after)
                .bind("size", size)
                .map((row, context) -> machine(row))
                .list();
    }

    private static String where(Scope scope, Filter filter) {
        return " WHERE " + ScopeSql.placed(scope, "place") + " AND (:text = '' OR search LIKE :pattern ESCAPE '!')"
                + (filter.status() == null ? "" : " AND status = :status")
                + (filter.rule().isEmpty() ? "" : " AND id IN (SELECT machine FROM finding WHERE rule = :rule)");
    }

    private static Query bind(Query query, Scope scope, Filter filter, Instant now) {
        String text = filter.text().strip().toLowerCase(Locale.ROOT);
        String pattern = text.replaceAll("([%_!])", "!$1").replaceAll("\\s+", "%");
        ScopeSql.bind(query, scope)
                .bind("text", text)
                .bind("pattern", "%" + pattern + "%")
                .bind("goneBefore", now.minus(Machine.GRACE).toEpochMilli());
        if (!filter.rule().isEmpty()) {
            query.bind("rule", filter.rule());
        }
        Status status = filter.status();
        return status == null ? query : query.bind("status", status.word());
    }

    /** The one machine with this id, host name or serial number; empty when there is none or more than one. */
    public Optional<UUID> exactly(Handle handle, Scope scope, String text) {
        List<String> devices = ScopeSql.bind(
                        handle.createQuery("SELECT device FROM machine WHERE (device = lower(:text)"
                                + " OR host_name = :text COLLATE NOCASE OR serial_number = :text COLLATE NOCASE) AND "
                                + ScopeSql.placed(scope, "place") + " LIMIT 2"),
                        scope)
                .bind("text", text.strip())
                .mapTo(String.class)
                .list();
        return devices.size() == 1 ? Optional.of(UUID.fromString(devices.get(0))) : Optional.empty();
    }

    /** How many machines have each status; statuses without machines are 0. */
    public Map<Status, Integer> counts(Handle handle, Scope scope, Instant now) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, 0);
        }
        ScopeSql.bind(
                        handle.createQuery("SELECT " + STATUS + " AS status, count(*) AS n FROM machine WHERE "
                                + ScopeSql.placed(scope, "place") + " GROUP BY 1"),
                        scope)
                .bind("goneBefore", now.minus(Machine.GRACE).toEpochMilli())
                .map((row, context) -> Map.entry(row.getString("status"), row.getInt("n")))
                .forEach(entry -> Status.of(entry.getKey()).ifPresent(status -> counts.put(status, entry.getValue())));
        return counts;
    }

    /** The machine of a device; for the intake and for the server itself, which see them all. */
    public Optional<Machine> find(Handle handle, UUID device) {
        return find(handle, Scope.EVERYTHING, device);
    }

    /** The machine of a device; empty when there is none that is seen. */
    public Optional<Machine> find(Handle handle, Scope scope, UUID device) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT " + COLUMNS + " FROM machine WHERE device = :device AND "
                                + ScopeSql.machine(scope, "machine.id")),
                        scope)
                .bind("device", device.toString())
                .map((row, context) -> machine(row))
                .findOne();
    }

    /** The machine of a device, made when this is its first message. */
    public Machine findOrAdd(Handle handle, UUID device, Instant now) {
        Optional<Machine> known = find(handle, device);
        if (known.isPresent()) {
            return known.get();
        }
        handle.createUpdate("INSERT INTO machine (device, first_seen, last_seen, presence, presence_at, health,"
                        + " health_since, search) VALUES (:device, :now, :now, 'online', :now, 'ok', :now, :device)")
                .bind("device", device.toString())
                .bind("now", now.toEpochMilli())
                .execute();
        return find(handle, device).orElseThrow();
    }

    /** Keeps that a machine has reported. */
    public void seen(Handle handle, Machine machine, Instant now) {
        handle.createUpdate("UPDATE machine SET last_seen = " + HEARD + ", reported_at = :now WHERE id = :id")
                .bind("now", now.toEpochMilli())
                .bind("id", machine.id())
                .execute();
    }

    /** Keeps what a device says of its presence. */
    public void state(Handle handle, Machine machine, DeviceState state, Instant now) {
        handle.createUpdate(
                        "UPDATE machine SET presence = :presence, presence_at = :now, last_seen = " + HEARD + ","
                                + " presence_guessed = 0, silent_since = NULL, agent_version = :version, boot_id = :boot WHERE id = :id")
                .bind("presence", state.presence().word())
                .bind("now", now.toEpochMilli())
                .bind("version", state.agentVersion())
                .bind("boot", state.bootId())
                .bind("id", machine.id())
                .execute();
    }

    /**
     * After a start nobody is known to be there: machines that come back say so. Of the others it is not known whether they were
     * switched off while the server was down, so that they are not missed.
     */
    public void forgetPresence(Handle handle, Instant now) {
        handle.createUpdate("UPDATE machine SET presence = 'lost', presence_at = :now, presence_guessed = 1"
                        + " WHERE presence = 'online'")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** The same for some devices: their connections ended while nobody listened. */
    public void forgetPresence(Handle handle, Collection<UUID> devices, Instant now) {
        PreparedBatch batch = handle.prepareBatch("UPDATE machine SET presence = 'lost', presence_at = :now,"
                + " presence_guessed = 1 WHERE device = :device AND presence = 'online'");
        devices.forEach(device -> batch.bind("now", now.toEpochMilli())
                .bind("device", device.toString())
                .add());
        batch.execute();
    }

    /** A pack proves that the machine is there, whatever its last state said. */
    public void present(Handle handle, Machine machine, Instant now) {
        handle.createUpdate("UPDATE machine SET presence = 'online', presence_at = :now, presence_guessed = 0,"
                        + " silent_since = NULL WHERE id = :id AND presence = 'lost'")
                .bind("now", now.toEpochMilli())
                .bind("id", machine.id())
                .execute();
    }

    /**
     * Puts a machine somewhere.
     *
     * @param place number of a school or room; null for nowhere
     */
    public void place(Handle handle, Machine machine, @Nullable Long place) {
        handle.createUpdate("UPDATE machine SET place = :place WHERE id = :id")
                .bind("place", place)
                .bind("id", machine.id())
                .execute();
    }

    public void health(Handle handle, Machine machine, Status health, Instant now) {
        handle.createUpdate("UPDATE machine SET health = :health, health_since = :now"
                        + " WHERE id = :id AND health <> :health")
                .bind("health", health.word())
                .bind("now", now.toEpochMilli())
                .bind("id", machine.id())
                .execute();
    }

    /** Repeats the readings that lists and searches use. */
    public void describe(Handle handle, Machine machine, Snapshot snapshot) {
        String name =
                snapshot.text(org.socle.contract.catalogue.Machine.HOST_NAME).orElse(null);
        String maker = snapshot.text(Device.MANUFACTURER).orElse(null);
        String model = snapshot.text(Device.MODEL).orElse(null);
        String serial = snapshot.text(Device.SERIAL_NUMBER).orElse(null);
        String search = String.join(
                " ",
                List.of(
                        orEmpty(name),
                        orEmpty(maker),
                        orEmpty(model),
                        orEmpty(serial),
                        machine.deviceId().toString()));
        handle.createUpdate("UPDATE machine SET host_name = :name, manufacturer = :maker, model = :model,"
                        + " serial_number = :serial, type = :type, search = :search WHERE id = :id")
                .bind("name", name)
                .bind("maker", maker)
                .bind("model", model)
                .bind("serial", serial)
                .bind("type", snapshot.text(Device.TYPE).orElse(null))
                .bind("search", search.toLowerCase(Locale.ROOT))
                .bind("id", machine.id())
                .execute();
    }

    /** Whether readings change what lists and searches use. */
    public static boolean describes(Collection<Reading> readings) {
        return readings.stream().anyMatch(reading -> DESCRIBING.contains(reading.resource()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Machine machine(ResultSet row) throws SQLException {
        return new Machine(
                row.getLong("id"),
                UUID.fromString(row.getString("device")),
                Instant.ofEpochMilli(row.getLong("first_seen")),
                Instant.ofEpochMilli(row.getLong("last_seen")),
                Presence.of(row.getString("presence")),
                Instant.ofEpochMilli(row.getLong("presence_at")),
                row.getString("agent_version"),
                Status.of(row.getString("health")).orElseThrow(),
                Instant.ofEpochMilli(row.getLong("health_since")),
                row.getString("host_name"),
                row.getString("manufacturer"),
                row.getString("model"),
                row.getString("type"),
                place(row),
                instant(row, "revoked"),
                instant(row, "kept_out"),
                instant(row, "silent_since"),
                original(row));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable UUID original(ResultSet row) throws SQLException {
        String original = row.getString("original");
        return original == null ? null : UUID.fromString(original);
    }

    private static @Nullable Long place(ResultSet row) throws SQLException {
        long place = row.getLong("place");
        return row.wasNull() ? null : (Long) place;
    }
}
