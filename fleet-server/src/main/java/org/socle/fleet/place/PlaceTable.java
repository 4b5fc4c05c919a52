package org.socle.fleet.place;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of the table {@code place}. Stateless; every method works in the caller's transaction. */
public final class PlaceTable {
    private static final String MACHINES =
            "(SELECT count(*) FROM place AS below JOIN machine ON machine.place = below.id" + " WHERE "
                    + ScopeSql.within("below.path", "place.path") + ") AS machines";

    /** A name as searches compare it: without accents and capitals. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /**
     * Adds a place.
     *
     * @param parent null for the top
     */
    Place add(Handle handle, @Nullable Place parent, PlaceKind kind, PlaceDetails details) {
        // Its path has its own number in it, which is not known yet: a name that no path has until then.
        long id = bind(
                        handle.createUpdate(
                                "INSERT INTO place (parent, kind, name, uai, path, contact, phone, email, search)"
                                        + " VALUES (:parent, :kind, :name, :uai, 'new', :contact, :phone, :email, :search)"),
                        details)
                .bind("parent", parent == null ? null : (Long) parent.id())
                .bind("kind", kind.word())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        handle.createUpdate("UPDATE place SET path = :path WHERE id = :id")
                .bind("path", (parent == null ? "/" : parent.path()) + id + "/")
                .bind("id", id)
                .execute();
        return find(handle, Scope.EVERYTHING, id).orElseThrow();
    }

    private static Update bind(Update update, PlaceDetails details) {
        return update.bind("name", details.name())
                .bind("uai", details.uai().isEmpty() ? null : details.uai())
                .bind("contact", details.contact())
                .bind("phone", details.phone())
                .bind("email", details.email())
                .bind("search", folded(details.name() + " " + details.uai()));
    }

    void change(Handle handle, Place place, PlaceDetails details) {
        bind(
                        handle.createUpdate(
                                "UPDATE place SET name = :name, uai = :uai, contact = :contact, phone = :phone,"
                                        + " email = :email, search = :search WHERE id = :id"),
                        details)
                .bind("id", place.id())
                .execute();
    }

    /** Puts a place with all below it into another one. */
    void move(Handle handle, Place place, Place parent) {
        handle.createUpdate("UPDATE place SET parent = :parent WHERE id = :id")
                .bind("parent", parent.id())
                .bind("id", place.id())
                .execute();
        handle.createUpdate("UPDATE place SET path = :to || substr(path, length(:from) + 1)" + " WHERE "
                        + ScopeSql.within("path", ":from"))
                .bind("from", place.path())
                .bind("to", parent.path() + place.id() + "/")
                .execute();
    }

    /** Deletes a place; false when something still is in it or refers to it. */
    boolean delete(Handle handle, Place place) {
        try {
            return handle.createUpdate("DELETE FROM place WHERE id = :id")
                            .bind("id", place.id())
                            .execute()
                    == 1;
        } catch (UnableToExecuteStatementException e) {
            if (String.valueOf(e.getMessage()).contains("FOREIGN KEY")) {
                return false;
            }
            throw e;
        }
    }

    Optional<Place> find(Handle handle, Scope scope, long id) {
        return ScopeSql.bind(
                        handle.createQuery(
                                "SELECT * FROM place WHERE id = :id AND " + ScopeSql.place(scope, "place.path")),
                        scope)
                .bind("id", id)
                .map((row, context) -> place(row))
                .findOne();
    }

    Optional<Place> school(Handle handle, Scope scope, UaiCode uai) {
        return ScopeSql.bind(
                        handle.createQuery(
                                "SELECT * FROM place WHERE uai = :uai AND " + ScopeSql.place(scope, "place.path")),
                        scope)
                .bind("uai", uai.value())
                .map((row, context) -> place(row))
                .findOne();
    }

    /** The highest places that are seen. */
    List<Listed> tops(Handle handle, Scope scope, int page, int size) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT *, " + MACHINES + " FROM place WHERE "
                                + ScopeSql.top(scope, "place.path", "place.parent")
                                + " ORDER BY name COLLATE NOCASE, id LIMIT :size OFFSET :offset"),
                        scope)
                .bind("size", size)
                .bind("offset", (long) (page - 1) * size)
                .map((row, context) -> new Listed(place(row), row.getInt("machines")))
                .list();
    }

    /** What is right in a place that is seen. */
    List<Listed> children(Handle handle, Scope scope, long parent, int page, int size) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT *, " + MACHINES + " FROM place WHERE parent = :parent AND "
                                + ScopeSql.place(scope, "place.path")
                                + " ORDER BY name COLLATE NOCASE, id LIMIT :size OFFSET :offset"),
                        scope)
                .bind("parent", parent)
                .bind("size", size)
                .bind("offset", (long) (page - 1) * size)
                .map((row, context) -> new Listed(place(row), row.getInt("machines")))
                .list();
    }

    /** Places of some kinds, by number from the first one above {@code after}. */
    List<Listed> after(Handle handle, Scope scope, Set<PlaceKind> kinds, String text, long after, int size) {
        return ScopeSql.bind(
                        handle.createQuery(
                                "SELECT *, " + MACHINES + " FROM place WHERE kind IN (<kinds>) AND id > :after"
                                        + " AND (:text = '' OR search LIKE :pattern ESCAPE '!') AND "
                                        + ScopeSql.placed(scope, "place.id") + " ORDER BY id LIMIT :size"),
                        scope)
                .bindList("kinds", kinds.stream().map(PlaceKind::word).toList())
                .bind("text", text.strip())
                .bind("pattern", pattern(text))
                .bind("after", after)
                .bind("size", size)
                .map((row, context) -> new Listed(place(row), row.getInt("machines")))
                .list();
    }

    /** Places of some kinds whose name or code has these words in this order, by name. */
    List<Place> search(Handle handle, Scope scope, Set<PlaceKind> kinds, String text, int size) {
        return ScopeSql.bind(
                        handle.createQuery(
                                "SELECT * FROM place WHERE kind IN (<kinds>) AND search LIKE :pattern ESCAPE '!'"
                                        + " AND " + ScopeSql.placed(scope, "place.id")
                                        + " ORDER BY name COLLATE NOCASE, id LIMIT :size"),
                        scope)
                .bindList("kinds", kinds.stream().map(PlaceKind::word).toList())
                .bind("pattern", pattern(text))
                .bind("size", size)
                .map((row, context) -> place(row))
                .list();
    }

    private static String pattern(String text) {
        return "%" + folded(text).replaceAll("([%_!])", "!$1").replaceAll("\\s+", "%") + "%";
    }

    /** All places that are seen, parents before what is in them. */
    List<Place> all(Handle handle, Scope scope) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT * FROM place WHERE " + ScopeSql.placed(scope, "place.id")
                                + " ORDER BY length(path), path"),
                        scope)
                .map((row, context) -> place(row))
                .list();
    }

    /**
     * What is right in a place, of one kind.
     *
     * @param parent null for the top
     */
    List<Place> siblings(Handle handle, @Nullable Long parent, PlaceKind kind) {
        return handle.createQuery("SELECT * FROM place WHERE parent IS :parent AND kind = :kind")
                .bind("parent", parent)
                .bind("kind", kind.word())
                .map((row, context) -> place(row))
                .list();
    }

    /** Whether a school, seen or not, has a code. */
    boolean taken(Handle handle, String uai) {
        return handle.createQuery("SELECT count(*) FROM place WHERE uai = :uai")
                .bind("uai", uai)
                .mapTo(Boolean.class)
                .one();
    }

    /** The place itself and those it is in, from the top down. */
    List<Place> line(Handle handle, Place place) {
        return handle.createQuery("SELECT * FROM place WHERE id IN (<ids>) ORDER BY length(path)")
                .bindList(
                        "ids",
                        Arrays.stream(place.path().split("/"))
                                .filter(number -> !number.isEmpty())
                                .map(Long::valueOf)
                                .toList())
                .map((row, context) -> place(row))
                .list();
    }

    /** School and room of these places; those that are not seen are missing, and so is what is higher than a school. */
    Map<Long, Located> located(Handle handle, Scope scope, Collection<Long> places) {
        Map<Long, Located> located = new HashMap<>();
        if (places.isEmpty()) {
            return located;
        }
        Map<Long, Place> found = new HashMap<>();
        ScopeSql.bind(
                        handle.createQuery("SELECT * FROM place WHERE (id IN (<places>)"
                                + " OR id IN (SELECT parent FROM place WHERE kind = 'room' AND id IN (<places>)))"
                                + " AND " + ScopeSql.place(scope, "place.path")),
                        scope)
                .bindList("places", places)
                .map((row, context) -> place(row))
                .forEach(place -> found.put(place.id(), place));
        for (long id : places) {
            Place place = found.get(id);
            if (place != null && place.kind() == PlaceKind.SCHOOL) {
                located.put(id, new Located(place, null));
            } else if (place != null && place.kind() == PlaceKind.ROOM) {
                Place school = found.get(place.parent());
                if (school != null) {
                    located.put(id, new Located(school, place));
                }
            }
        }
        return located;
    }

    private static Place place(ResultSet row) throws SQLException {
        long parent = row.getLong("parent");
        boolean top = row.wasNull();
        String uai = row.getString("uai");
        return new Place(
                row.getLong("id"),
                top ? null : (Long) parent,
                PlaceKind.of(row.getString("kind")).orElseThrow(),
                row.getString("path"),
                new PlaceDetails(
                        row.getString("name"),
                        uai == null ? "" : uai,
                        row.getString("contact"),
                        row.getString("phone"),
                        row.getString("email")));
    }
}
