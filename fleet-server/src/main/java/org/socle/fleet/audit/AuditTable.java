package org.socle.fleet.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;
import org.socle.fleet.access.Via;
import org.socle.fleet.access.Who;

/** SQL of the table {@code audit}. Stateless; every method works in the caller's transaction. */
public final class AuditTable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String SELECT =
            "SELECT audit.*, (SELECT device FROM machine WHERE machine.id = audit.machine) AS device FROM audit";
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    void add(Handle handle, Instant at, Who who, Action action, Subject subject, Map<String, String> details) {
        handle.createUpdate("INSERT INTO audit (at, account, actor, via, action, kind, machine, subject_place,"
                        + " subject_account, subject, place, details) VALUES (:at, :account, :actor, :via, :action,"
                        + " :kind, :machine, :subjectPlace, :subjectAccount, :subject, :place, :details)")
                .bind("at", at.toEpochMilli())
                .bind("account", who.account())
                .bind("actor", who.name())
                .bind("via", who.via().word())
                .bind("action", action.word())
                .bind("kind", subject.kind().word())
                .bind("machine", number(subject, Subject.Kind.MACHINE))
                .bind("subjectPlace", number(subject, Subject.Kind.PLACE))
                .bind("subjectAccount", number(subject, Subject.Kind.ACCOUNT))
                .bind("subject", subject.name())
                .bind("place", subject.place())
                .bind("details", json(details))
                .execute();
    }

    private static @Nullable Long number(Subject subject, Subject.Kind kind) {
        return subject.kind() == kind ? (Long) subject.id() : null;
    }

    private static String json(Map<String, String> details) {
        Map<String, String> told = new LinkedHashMap<>(details);
        told.values().removeIf(String::isEmpty);
        try {
            return JSON.writeValueAsString(told);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    List<Entry> list(Handle handle, Scope scope, AuditFilter filter, int page, int size) {
        return bind(
                        handle.createQuery(
                                SELECT + where(scope, filter) + " ORDER BY id DESC LIMIT :size OFFSET :offset"),
                        scope,
                        filter)
                .bind("size", size)
                .bind("offset", (long) (page - 1) * size)
                .map((row, context) -> entry(row))
                .list();
    }

    List<Entry> before(Handle handle, Scope scope, AuditFilter filter, long id, int size) {
        return bind(
                        handle.createQuery(
                                SELECT + where(scope, filter) + " AND id < :before ORDER BY id DESC LIMIT :size"),
                        scope,
                        filter)
                .bind("before", id)
                .bind("size", size)
                .map((row, context) -> entry(row))
                .list();
    }

    List<Entry> ofMachine(Handle handle, Scope scope, long machine, int size) {
        return ScopeSql.bind(
                        handle.createQuery(SELECT + " WHERE machine = :machine AND "
                                + ScopeSql.placed(scope, "audit.place") + " ORDER BY id DESC LIMIT :size"),
                        scope)
                .bind("machine", machine)
                .bind("size", size)
                .map((row, context) -> entry(row))
                .list();
    }

    private static String where(Scope scope, AuditFilter filter) {
        return " WHERE " + ScopeSql.placed(scope, "audit.place")
                + (filter.action() == null ? "" : " AND action = :action")
                + (filter.text().isEmpty()
                        ? ""
                        : " AND (actor LIKE :text ESCAPE '!' OR subject LIKE :text ESCAPE '!')");
    }

    private static Query bind(Query query, Scope scope, AuditFilter filter) {
        ScopeSql.bind(query, scope);
        Action action = filter.action();
        if (action != null) {
            query.bind("action", action.word());
        }
        return filter.text().isEmpty()
                ? query
                : query.bind("text", "%" + filter.text().replaceAll("([%_!])", "!$1") + "%");
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Subject.Kind kind = Subject.Kind.of(row.getString("kind")).orElseThrow();
        long id = switch (kind) {
            case MACHINE -> row.getLong("machine");
            case PLACE -> row.getLong("subject_place");
            case ACCOUNT -> row.getLong("subject_account");
            case SERVER -> 0;
        };
        String device = row.getString("device");
        return new Entry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                new Who(
                        number(row, "account"),
                        row.getString("actor"),
                        Via.valueOf(row.getString("via").toUpperCase(Locale.ROOT))),
                Action.of(row.getString("action")).orElseThrow(),
                new Subject(kind, id, row.getString("subject"), number(row, "place")),
                device == null ? null : UUID.fromString(device),
                details(row.getString("details")));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }

    private static Map<String, String> details(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry's details are no texts: " + json, e);
        }
    }
}
