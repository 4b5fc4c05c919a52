package org.socle.fleet.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.place.Place;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Refusal;

/** Yearly reviews: drawn up from what is known now, or as they were frozen. Thread-safe. */
public final class Reviews {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** As many versions as a page lists. */
    private static final int LISTED = 12;

    private final Database database;
    private final ReviewDraft draft;
    private final FactorEditions editions;
    private final Clock clock;
    private final Audit audit;
    private final ReviewTable table = new ReviewTable();

    public Reviews(Database database, ReviewDraft draft, FactorEditions editions, Clock clock) {
        this.database = database;
        this.draft = draft;
        this.editions = editions;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    /** Draws one up from what is known now, by some edition of factors. */
    Review now(Scope scope, Place place, Months months, Factors factors) {
        return draft.of(seen(scope, place), place, months, factors);
    }

    /** One that was frozen; empty when the place is not seen, or has none of that number. */
    Optional<Review> kept(Scope scope, Place place, Months months, int number) {
        return seen(scope, place).equals(Scope.NOTHING)
                ? Optional.empty()
                : database.<Optional<String>, RuntimeException>read(
                                handle -> table.body(handle, place.id(), months.word(), number))
                        .map(Reviews::parse);
    }

    /** Those that were frozen, the newest first; none of a place that is not seen. */
    List<KeptReview> list(Scope scope, Place place, Months months) {
        return seen(scope, place).equals(Scope.NOTHING)
                ? List.of()
                : database.<List<KeptReview>, RuntimeException>read(
                        handle -> table.list(handle, place.id(), months.word(), LISTED));
    }

    /**
     * Freezes the review as it is now, by the edition of factors that counts. One that says the same as the last one is not kept
     * again. A period that goes on may be frozen as well: its review says up to which day it goes.
     *
     * @return its number
     * @throws Refusal when the viewer does not see the whole place: what he would hand over would not be all of it
     */
    int keep(Viewer viewer, Place place, Months months) {
        if (!viewer.scope().covers(Scope.of(place.path()))) {
            throw new Refusal("review.refused.part", place.name());
        }
        Review review = now(viewer.scope(), place, months, editions.current());
        String body = Json.text(review);
        return database.<Integer, RuntimeException>write(handle -> {
            List<KeptReview> before = table.list(handle, place.id(), months.word(), 1);
            if (!before.isEmpty() && same(handle, place, months, before.get(0), review)) {
                return before.get(0).number();
            }
            int number =
                    table.add(handle, place.id(), months.word(), clock.instant(), viewer.who(), review.edition(), body);
            audit.record(
                    handle,
                    viewer.who(),
                    Action.REVIEW_KEPT,
                    Subject.place(place.id(), place.name()),
                    Map.of("period", months.word(), "number", Integer.toString(number), "edition", review.edition()));
            return number;
        });
    }

    private boolean same(Handle handle, Place place, Months months, KeptReview last, Review review) {
        return table.body(handle, place.id(), months.word(), last.number())
                .map(Reviews::parse)
                .filter(kept -> kept.madeAt(review.made()).equals(parse(Json.text(review))))
                .isPresent();
    }

    private static Scope seen(Scope scope, Place place) {
        return scope.and(Scope.of(place.path()));
    }

    private static Review parse(String body) {
        try {
            return MAPPER.readValue(body, Review.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept review cannot be read", e);
        }
    }
}
