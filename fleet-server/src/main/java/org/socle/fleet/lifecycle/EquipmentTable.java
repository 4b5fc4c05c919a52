package org.socle.fleet.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of the table {@code equipment}. Stateless; every method works in the caller's transaction. */
final class EquipmentTable {
    private static final String FACTS = "coalesce(equipment.id, 0) AS facts, equipment.category, equipment.acquired,"
            + " equipment.how, equipment.price, equipment.flat, equipment.made, coalesce(equipment.supplier, '') AS supplier,"
            + " equipment.retired, equipment.destination, equipment.oriented,"
            + " coalesce(equipment.bordereau, '') AS bordereau, coalesce(school.name, '') AS school,"
            + " coalesce(school.uai, '') AS uai";

    private static final String SCHOOL = " LEFT JOIN place AS its ON its.id = %1$s.place LEFT JOIN place AS school"
            + " ON school.id = CASE its.kind WHEN 'room' THEN its.parent WHEN 'school' THEN its.id END";

    private static final String MACHINES = "SELECT machine.id AS machine, machine.device,"
            + " coalesce(machine.host_name, substr(machine.device, 1, 8)) AS name,"
            + " coalesce(machine.serial_number, '') AS number, machine.type, machine.place,"
            + " machine.revoked IS NOT NULL AS out, " + FACTS
            + " FROM machine LEFT JOIN equipment ON equipment.machine = machine.id" + SCHOOL.formatted("machine");

    private static final String THINGS = "SELECT NULL AS machine, NULL AS device, equipment.number AS name,"
            + " equipment.number, NULL AS type, equipment.place, FALSE AS out, " + FACTS + " FROM equipment"
            + SCHOOL.formatted("equipment") + " WHERE equipment.machine IS NULL";

    /** All that is seen: machines, whether anything is known of them or not, and things without an agent. */
    List<Item> all(Handle handle, Scope scope) {
        List<Item> all = new ArrayList<>(
                ScopeSql.bind(handle.createQuery(MACHINES + " WHERE " + ScopeSql.placed(scope, "machine.place")), scope)
                        .map((row, context) -> item(row))
                        .list());
        all.addAll(
                ScopeSql.bind(handle.createQuery(THINGS + " AND " + ScopeSql.placed(scope, "equipment.place")), scope)
                        .map((row, context) -> item(row))
                        .list());
        return all;
    }

    Optional<Item> machine(Handle handle, Scope scope, UUID device) {
        return ScopeSql.bind(
                        handle.createQuery(MACHINES + " WHERE machine.device = :device AND "
                                + ScopeSql.placed(scope, "machine.place")),
                        scope)
                .bind("device", device.toString())
                .map((row, context) -> item(row))
                .findOne();
    }

    Optional<Item> thing(Handle handle, Scope scope, long id) {
        return ScopeSql.bind(
                        handle.createQuery(
                                THINGS + " AND equipment.id = :id AND " + ScopeSql.placed(scope, "equipment.place")),
                        scope)
                .bind("id", id)
                .map((row, context) -> item(row))
                .findOne();
    }

    /** Adds the facts of a machine, or a thing without an agent; answers their number. */
    long add(Handle handle, @Nullable Long machine, @Nullable Long place, String number, Facts facts) {
        return bind(
                        handle.createUpdate(
                                "INSERT INTO equipment (machine, place, number, category, acquired, how, price,"
                                        + " flat, made, supplier, retired, destination, oriented, bordereau) VALUES (:machine, :place,"
                                        + " :number, :category, :acquired, :how, :price, :flat, :made, :supplier, :retired,"
                                        + " :destination, :oriented, :bordereau)"),
                        machine,
                        place,
                        number,
                        facts)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    void change(Handle handle, long id, @Nullable Long machine, @Nullable Long place, String number, Facts facts) {
        bind(
                        handle.createUpdate("UPDATE equipment SET machine = :machine, place = :place, number = :number,"
                                + " category = :category, acquired = :acquired, how = :how, price = :price, flat = :flat,"
                                + " made = :made, supplier = :supplier, retired = :retired, destination = :destination,"
                                + " oriented = :oriented, bordereau = :bordereau WHERE id = :id"),
                        machine,
                        place,
                        number,
                        facts)
                .bind("id", id)
                .execute();
    }

    void remove(Handle handle, long id) {
        handle.createUpdate("DELETE FROM equipment WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(
            S statement, @Nullable Long machine, @Nullable Long place, String number, Facts facts) {
        Category category = facts.category();
        Acquisition how = facts.how();
        Destination destination = facts.destination();
        return statement
                .bind("machine", machine)
                .bind("place", machine == null ? place : null)
                .bind("number", machine == null ? number : "")
                .bind("category", category == null ? null : category.word())
                .bind("acquired", day(facts.acquired()))
                .bind("how", how == null ? null : how.word())
                .bind("price", facts.price())
                .bind("flat", facts.flat())
                .bind("made", facts.made())
                .bind("supplier", facts.supplier())
                .bind("retired", day(facts.retired()))
                .bind("destination", destination == null ? null : destination.word())
                .bind("oriented", day(facts.oriented()))
                .bind("bordereau", facts.bordereau());
    }

    private static @Nullable Long day(@Nullable LocalDate day) {
        return day == null ? null : (Long) day.toEpochDay();
    }

    private static Item item(ResultSet row) throws SQLException {
        String device = row.getString("device");
        String type = row.getString("type");
        String category = row.getString("category");
        Category known = category == null ? ofType(type) : Category.of(category).orElse(null);
        String how = row.getString("how");
        String destination = row.getString("destination");
        Long made = number(row, "made");
        return new Item(
                row.getLong("facts"),
                number(row, "machine"),
                device == null ? null : UUID.fromString(device),
                row.getString("name"),
                row.getString("number"),
                number(row, "place"),
                row.getString("school"),
                row.getString("uai"),
                row.getBoolean("out"),
                new Facts(
                        known,
                        day(row, "acquired"),
                        how == null ? null : Acquisition.of(how).orElse(null),
                        number(row, "price"),
                        number(row, "flat"),
                        made == null ? null : (Integer) made.intValue(),
                        row.getString("supplier"),
                        day(row, "retired"),
                        destination == null ? null : Destination.of(destination).orElse(null),
                        day(row, "oriented"),
                        row.getString("bordereau")));
    }

    /** What a machine says of itself, until somebody says better. */
    private static @Nullable Category ofType(@Nullable String type) {
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "mini" -> Category.DESKTOP;
            case "board" -> Category.OTHER;
            default -> Category.of(type).orElse(null);
        };
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        Long day = number(row, column);
        return day == null ? null : LocalDate.ofEpochDay(day);
    }
}
