package org.socle.fleet.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.socle.contract.enrolment.Hardware;
import org.socle.enrol.Keys;
import org.socle.enrol.Label;
import org.socle.enrol.authority.CertificateRequest;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;
import org.socle.fleet.enrolment.Request.Likeness;
import org.socle.fleet.enrolment.Request.State;

/** SQL of the table {@code enrolment_request}. Stateless; every method works in the caller's transaction. */
final class RequestTable {
    private static final String COLUMNS =
            "id, code, key, place, host_name, manufacturer, model, serial_number, hardware,"
                    + " likeness, resembles, state, machine, seen";

    /** What a request is judged to be before it is kept. */
    record Judged(
            @Nullable Long code,
            @Nullable Long place,
            Likeness likeness,
            @Nullable Long resembles) {}

    Request add(Handle handle, CertificateRequest request, Judged judged, Instant now) {
        Update insert = handle.createUpdate("INSERT INTO enrolment_request (code, key, place, host_name, manufacturer,"
                + " model, serial_number, hardware, likeness, resembles, state, seen) VALUES (:code, :key, :place,"
                + " :name, :maker, :model, :serial, :hardware, :likeness, :resembles, :state, :now)");
        long id = asked(insert, request, judged, now)
                .bind("key", Keys.fingerprint(request.key()))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return find(handle, id).orElseThrow();
    }

    /** A request that was made before and is made anew, with another code. */
    Request renewed(Handle handle, Request before, CertificateRequest request, Judged judged, Instant now) {
        Update update = handle.createUpdate("UPDATE enrolment_request SET code = :code, place = :place,"
                + " host_name = :name, manufacturer = :maker, model = :model, serial_number = :serial,"
                + " hardware = :hardware, likeness = :likeness, resembles = :resembles, state = :state,"
                + " machine = NULL, decided = NULL, seen = :now WHERE id = :id");
        asked(update, request, judged, now).bind("id", before.id()).execute();
        return find(handle, before.id()).orElseThrow();
    }

    /** What a machine says of itself when it asks, and what it is judged to be. */
    private static Update asked(Update update, CertificateRequest request, Judged judged, Instant now) {
        Label label = request.label();
        return update.bind("code", judged.code())
                .bind("place", judged.place())
                .bind("name", label.hostName())
                .bind("maker", label.manufacturer())
                .bind("model", label.model())
                .bind("serial", label.serialNumber())
                .bind("hardware", Hardware.named(request.hardware()).toString())
                .bind("likeness", judged.likeness().word())
                .bind("resembles", judged.resembles())
                .bind("state", State.WAITING.word())
                .bind("now", now.toEpochMilli());
    }

    Optional<Request> find(Handle handle, long id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM enrolment_request WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> request(row))
                .findOne();
    }

    Optional<Request> ofKey(Handle handle, String key) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM enrolment_request WHERE key = :key")
                .bind("key", key)
                .map((row, context) -> request(row))
                .findOne();
    }

    /** One that is seen and waits. */
    Optional<Request> waiting(Handle handle, Scope scope, long id) {
        Query query = handle.createQuery("SELECT " + COLUMNS + " FROM enrolment_request WHERE id = :id"
                + " AND state = 'waiting' AND " + ScopeSql.placed(scope, "enrolment_request.place"));
        return ScopeSql.bind(query, scope)
                .bind("id", id)
                .map((row, context) -> request(row))
                .findOne();
    }

    /** Those that are seen and wait, the longest first. */
    List<Request> waiting(Handle handle, Scope scope, int most) {
        Query query = handle.createQuery("SELECT " + COLUMNS + " FROM enrolment_request WHERE state = 'waiting' AND "
                + ScopeSql.placed(scope, "enrolment_request.place") + " ORDER BY seen, id LIMIT :most");
        return ScopeSql.bind(query, scope)
                .bind("most", most)
                .map((row, context) -> request(row))
                .list();
    }

    void decide(Handle handle, Request request, State state, @Nullable Long machine, Instant now) {
        handle.createUpdate(
                        "UPDATE enrolment_request SET state = :state, machine = :machine, decided = :now WHERE id = :id")
                .bind("state", state.word())
                .bind("machine", machine)
                .bind("now", now.toEpochMilli())
                .bind("id", request.id())
                .execute();
    }

    /** The same request, taken for the machine it resembles. */
    Request asAgain(Handle handle, Request request) {
        handle.createUpdate("UPDATE enrolment_request SET likeness = 'again' WHERE id = :id")
                .bind("id", request.id())
                .execute();
        return find(handle, request.id()).orElseThrow();
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getLong("id"),
                CodeTable.nullableLong(row, "code"),
                row.getString("key"),
                CodeTable.nullableLong(row, "place"),
                new Label(
                        row.getString("host_name"),
                        row.getString("manufacturer"),
                        row.getString("model"),
                        row.getString("serial_number")),
                Hardware.named(List.of(row.getString("hardware").split(" "))),
                Likeness.of(row.getString("likeness")),
                CodeTable.nullableLong(row, "resembles"),
                State.of(row.getString("state")),
                CodeTable.nullableLong(row, "machine"),
                Instant.ofEpochMilli(row.getLong("seen")));
    }
}
