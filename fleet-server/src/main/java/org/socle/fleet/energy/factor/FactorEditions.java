package org.socle.fleet.energy.factor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.place.Place;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;

/** Editions of factors, of which the last one added counts, and tariffs. Thread-safe. */
public final class FactorEditions {
    /** What comes with the program, the oldest first. A file that was published never changes: a new one follows it. */
    private static final List<String> SHIPPED = List.of("2026-05", "2026-11");

    private static final int LONGEST_NAME = 40;
    /** Cents a kilowatt-hour: less or more is a slip of the pen, such as euros in place of cents. */
    private static final double CHEAPEST = 1;

    private static final double DEAREST = 200;

    /** Nothing is known of consumption before. */
    private static final LocalDate FIRST_TARIFF = LocalDate.of(2000, 1, 1);

    private static final int YEARS_AHEAD = 10;

    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final FactorTable table = new FactorTable();

    /** What was parsed once: an edition never changes. */
    private final Map<String, Factors> parsed = new ConcurrentHashMap<>();

    public FactorEditions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    /**
     * Adds the editions that come with the program and are not there yet. One that would follow an edition of the people here is left
     * alone: theirs counts until they say otherwise.
     */
    public void takeShipped() {
        for (String name : SHIPPED) {
            List<Edition> known = all();
            boolean ours = known.isEmpty() || SHIPPED.contains(known.get(0).name());
            if (ours && known.stream().noneMatch(edition -> edition.name().equals(name))) {
                String body = shipped(name);
                FactorFile.parse(name, body);
                database.writing(handle -> table.add(handle, name, body, clock.instant()));
            }
        }
    }

    /** Editions that came with the program and were left alone. */
    List<String> waiting() {
        List<String> known = all().stream().map(Edition::name).toList();
        return SHIPPED.stream().filter(name -> !known.contains(name)).toList();
    }

    private static String shipped(String name) {
        String file = "/factors/" + name + ".csv";
        try (InputStream in = FactorEditions.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** All editions, the newest, which counts, first. */
    public List<Edition> all() {
        return database.<List<Edition>, RuntimeException>read(table::editions);
    }

    /** The edition that counts. */
    public Factors current() {
        return of(all().get(0).name()).orElseThrow();
    }

    /** An edition by its name. */
    public Optional<Factors> of(String name) {
        Factors known = parsed.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Factors> read = body(name).map(body -> FactorFile.parse(name, body));
        read.ifPresent(factors -> parsed.put(name, factors));
        return read;
    }

    /** The edition an address names with {@code edition=}; the one that counts when it names none. */
    public Factors asked(Query query) {
        String name = query.text("edition");
        return name.isEmpty()
                ? current()
                : of(name).orElseThrow(() -> Query.wrong(
                        "edition",
                        name,
                        new Refusal(
                                "factor.refused.unknown",
                                name,
                                all().stream().map(Edition::name).collect(Collectors.joining(", ")))));
    }

    /** The file of an edition, as it was added, or as it waits to be. */
    public Optional<String> body(String name) {
        Optional<String> known = database.<Optional<String>, RuntimeException>read(handle -> table.body(handle, name));
        return known.isEmpty() && SHIPPED.contains(name) ? Optional.of(shipped(name)) : known;
    }

    /**
     * What an edition would change.
     *
     * @throws Refusal when the name is taken or no name, or the file is wrong
     */
    EditionPlan plan(String name, String text) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0," + (LONGEST_NAME - 1) + "}")) {
            throw new Refusal("factor.refused.name", LONGEST_NAME);
        }
        Factors after = FactorFile.parse(name, text);
        if (all().stream().anyMatch(edition -> edition.name().equals(name))) {
            throw new Refusal("factor.refused.taken", name);
        }
        return EditionPlan.of(current(), after, text);
    }

    /**
     * Adds an edition, by which all figures, those of the past as well, are reckoned from now on.
     *
     * @param fingerprint of the plan that was seen
     * @throws Refusal when it is no longer that plan, the name is taken or no name, or the file is wrong
     */
    void add(Viewer viewer, String name, String text, String fingerprint) {
        if (!plan(name, text).fingerprint().equals(fingerprint)) {
            throw new Refusal("factor.refused.changed");
        }
        database.writing(handle -> {
            if (!table.add(handle, name, text, clock.instant())) {
                throw new Refusal("factor.refused.taken", name);
            }
            audit.record(handle, viewer.who(), Action.FACTORS_ADDED, Subject.server(), Map.of("edition", name));
        });
    }

    /** What is paid where and when. */
    public Tariffs tariffs() {
        return new Tariffs(database.<List<Tariff>, RuntimeException>read(table::tariffs));
    }

    /** The tariffs a place has itself, the oldest first; the caller has made sure that it is seen. */
    List<Tariff> own(Place place) {
        return database.<List<Tariff>, RuntimeException>read(table::tariffs).stream()
                .filter(tariff -> tariff.place() == place.id())
                .toList();
    }

    /**
     * Sets what a place pays from a day on.
     *
     * @param place that the viewer sees
     * @param cents of a euro for a kilowatt-hour
     * @throws Refusal when that is no price, or no day of these years
     */
    public void set(Viewer viewer, Place place, LocalDate first, double cents) {
        if (!(cents >= CHEAPEST && cents <= DEAREST)) {
            throw new Refusal("tariff.refused.price", (int) CHEAPEST, (int) DEAREST);
        }
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusYears(YEARS_AHEAD);
        if (first.isBefore(FIRST_TARIFF) || first.isAfter(last)) {
            throw new Refusal("tariff.refused.years", FIRST_TARIFF.toString(), last.toString());
        }
        database.writing(handle -> {
            table.setTariff(handle, place.id(), first, cents);
            record(handle, viewer, place, first, Double.toString(cents));
        });
    }

    /** Removes a tariff; nothing happens when there is none. */
    void remove(Viewer viewer, Place place, LocalDate first) {
        database.writing(handle -> {
            if (table.removeTariff(handle, place.id(), first)) {
                record(handle, viewer, place, first, "");
            }
        });
    }

    private void record(Handle handle, Viewer viewer, Place place, LocalDate first, String cents) {
        audit.record(
                handle,
                viewer.who(),
                Action.TARIFF_CHANGED,
                Subject.place(place.id(), place.name()),
                Map.of("first", first.toString(), "cents", cents));
    }
}
