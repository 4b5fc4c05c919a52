package org.socle.fleet.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Who;

/** SQL of the table {@code review}; who asks has made sure that the place is seen. Stateless; works in the caller's transaction. */
final class ReviewTable {

    /** Keeps one under the next number, which it returns. */
    int add(Handle handle, long place, String period, Instant now, Who who, String edition, String body) {
        int number = handle.createQuery("SELECT coalesce(max(number), 0) + 1 FROM review"
                        + " WHERE place = :place AND period = :period")
                .bind("place", place)
                .bind("period", period)
                .mapTo(Integer.class)
                .one();
        handle.createUpdate("INSERT INTO review (place, period, number, kept, account, actor, edition, body)"
                        + " VALUES (:place, :period, :number, :now, :account, :actor, :edition, :body)")
                .bind("place", place)
                .bind("period", period)
                .bind("number", number)
                .bind("now", now.toEpochMilli())
                .bind("account", who.account())
                .bind("actor", who.name())
                .bind("edition", edition)
                .bind("body", body)
                .execute();
        return number;
    }

    /** Those of a place and period, the newest first. */
    List<KeptReview> list(Handle handle, long place, String period, int most) {
        return handle.createQuery("SELECT number, kept, actor, edition FROM review"
                        + " WHERE place = :place AND period = :period ORDER BY number DESC LIMIT :most")
                .bind("place", place)
                .bind("period", period)
                .bind("most", most)
                .map((row, context) -> new KeptReview(
                        row.getInt("number"),
                        Instant.ofEpochMilli(row.getLong("kept")),
                        row.getString("actor"),
                        row.getString("edition")))
                .list();
    }

    Optional<String> body(Handle handle, long place, String period, int number) {
        return handle.createQuery(
                        "SELECT body FROM review WHERE place = :place AND period = :period AND number = :number")
                .bind("place", place)
                .bind("period", period)
                .bind("number", number)
                .mapTo(String.class)
                .findOne();
    }
}
