package org.socle.fleet.energy.factor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL of the tables {@code factor_edition} and {@code tariff}. Stateless; works in the caller's transaction. */
final class FactorTable {
    /** Keeps an edition; false when there is one of that name. */
    boolean add(Handle handle, String name, String body, Instant now) {
        return handle.createUpdate("INSERT INTO factor_edition (name, body, added) VALUES (:name, :body, :now)"
                                + " ON CONFLICT (name) DO NOTHING")
                        .bind("name", name)
                        .bind("body", body)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** All editions, the newest first. */
    List<Edition> editions(Handle handle) {
        return handle.createQuery("SELECT name, added FROM factor_edition ORDER BY id DESC")
                .map((row, context) -> new Edition(row.getString("name"), Instant.ofEpochMilli(row.getLong("added"))))
                .list();
    }

    Optional<String> body(Handle handle, String name) {
        return handle.createQuery("SELECT body FROM factor_edition WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** All tariffs, the oldest first. */
    List<Tariff> tariffs(Handle handle) {
        return handle.createQuery("SELECT tariff.place, place.path, first, cents FROM tariff"
                        + " JOIN place ON place.id = tariff.place ORDER BY first")
                .map((row, context) -> new Tariff(
                        row.getLong("place"),
                        row.getString("path"),
                        LocalDate.ofEpochDay(row.getLong("first")),
                        row.getDouble("cents")))
                .list();
    }

    void setTariff(Handle handle, long place, LocalDate first, double cents) {
        handle.createUpdate("INSERT INTO tariff (place, first, cents) VALUES (:place, :first, :cents)"
                        + " ON CONFLICT (place, first) DO UPDATE SET cents = excluded.cents")
                .bind("place", place)
                .bind("first", first.toEpochDay())
                .bind("cents", cents)
                .execute();
    }

    /** Removes one; false when there was none. */
    boolean removeTariff(Handle handle, long place, LocalDate first) {
        return handle.createUpdate("DELETE FROM tariff WHERE place = :place AND first = :first")
                        .bind("place", place)
                        .bind("first", first.toEpochDay())
                        .execute()
                == 1;
    }
}
