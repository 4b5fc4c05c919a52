package org.socle.fleet.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * SQL of the calendar's tables. Stateless; every method works in the caller's transaction, who has looked at the scope: what a
 * place says is read for places that are seen, and for those above them, whose word holds there.
 */
final class CalendarTable {

    /** A school as far as its calendar needs it. */
    record School(long id, String path, String uai) {}

    List<School> schools(Handle handle) {
        return handle.createQuery("SELECT id, path, coalesce(uai, '') AS uai FROM place WHERE kind = 'school'")
                .map((row, context) -> new School(row.getLong("id"), row.getString("path"), row.getString("uai")))
                .list();
    }

    /** The zones by name, the three of the mainland first. */
    List<HolidayZone> zones(Handle handle) {
        return handle.createQuery("SELECT * FROM holiday_zone ORDER BY length(code) > 1, name")
                .map((row, context) -> new HolidayZone(
                        row.getString("code"), row.getString("name"), ZoneId.of(row.getString("time_zone"))))
                .list();
    }

    void addZone(Handle handle, HolidayZone zone) {
        bind(
                handle.createUpdate("INSERT INTO holiday_zone (code, name, time_zone) VALUES (:code, :name, :clock)"),
                zone);
    }

    void changeZone(Handle handle, HolidayZone zone) {
        bind(handle.createUpdate("UPDATE holiday_zone SET name = :name, time_zone = :clock WHERE code = :code"), zone);
    }

    private static void bind(org.jdbi.v3.core.statement.Update update, HolidayZone zone) {
        update.bind("code", zone.code())
                .bind("name", zone.name())
                .bind("clock", zone.clock().getId())
                .execute();
    }

    /** All zones' holidays, the first to come first. */
    List<KnownHoliday> holidays(Handle handle) {
        return handle.createQuery("SELECT * FROM school_holiday ORDER BY first_day, id")
                .map((row, context) -> new KnownHoliday(
                        row.getLong("id"),
                        row.getString("zone"),
                        new Holiday(row.getString("name"), day(row, "first_day"), day(row, "last_day")),
                        row.getString("source")))
                .list();
    }

    void addHoliday(Handle handle, String zone, Holiday holiday, String source) {
        handle.createUpdate("INSERT INTO school_holiday (zone, name, first_day, last_day, source)"
                        + " VALUES (:zone, :name, :first, :last, :source)")
                .bind("zone", zone)
                .bind("name", holiday.name())
                .bind("first", holiday.first().toString())
                .bind("last", holiday.last().toString())
                .bind("source", source)
                .execute();
    }

    void removeHoliday(Handle handle, long id) {
        handle.createUpdate("DELETE FROM school_holiday WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Notes that these days came with the server; false when they did before. */
    boolean ship(Handle handle, String zone, Holiday holiday) {
        return handle.createUpdate("INSERT INTO shipped_holiday (zone, first_day, last_day)"
                                + " VALUES (:zone, :first, :last) ON CONFLICT DO NOTHING")
                        .bind("zone", zone)
                        .bind("first", holiday.first().toString())
                        .bind("last", holiday.last().toString())
                        .execute()
                == 1;
    }

    /** What all places say, by their number. */
    Map<Long, Setting> settings(Handle handle) {
        Map<Long, Setting> settings = new HashMap<>();
        handle.createQuery("SELECT * FROM place_calendar")
                .map((row, context) -> Map.entry(row.getLong("place"), setting(row)))
                .forEach(each -> settings.put(each.getKey(), each.getValue()));
        return settings;
    }

    /** What some places say, by their number. */
    Map<Long, Setting> settings(Handle handle, Collection<Long> places) {
        Map<Long, Setting> settings = new HashMap<>();
        handle.createQuery("SELECT * FROM place_calendar WHERE place IN (<places>)")
                .bindList("places", places)
                .map((row, context) -> Map.entry(row.getLong("place"), setting(row)))
                .forEach(each -> settings.put(each.getKey(), each.getValue()));
        return settings;
    }

    private static Setting setting(ResultSet row) throws SQLException {
        String week = row.getString("week");
        return new Setting(
                row.getString("zone"), week == null ? null : Week.parse(week).orElseThrow());
    }

    void set(Handle handle, long place, Setting setting) {
        Week week = setting.week();
        handle.createUpdate("INSERT INTO place_calendar (place, zone, week) VALUES (:place, :zone, :week)"
                        + " ON CONFLICT (place) DO UPDATE SET zone = excluded.zone, week = excluded.week")
                .bind("place", place)
                .bind("zone", setting.zone())
                .bind("week", week == null ? null : week.stored())
                .execute();
    }

    /** All exceptions, the first to come first. */
    List<KnownSpecial> specials(Handle handle) {
        return handle.createQuery("SELECT * FROM calendar_exception ORDER BY first_day, id")
                .map((row, context) -> special(row))
                .list();
    }

    /** The exceptions of some places, the first to come first. */
    List<KnownSpecial> specials(Handle handle, Collection<Long> places) {
        return handle.createQuery("SELECT * FROM calendar_exception WHERE place IN (<places>) ORDER BY first_day, id")
                .bindList("places", places)
                .map((row, context) -> special(row))
                .list();
    }

    /** One exception of a place. */
    Optional<KnownSpecial> special(Handle handle, long place, @Nullable Long id) {
        return handle.createQuery("SELECT * FROM calendar_exception WHERE place = :place AND id = :id")
                .bind("place", place)
                .bind("id", id)
                .map((row, context) -> special(row))
                .findOne();
    }

    private static KnownSpecial special(ResultSet row) throws SQLException {
        return new KnownSpecial(
                row.getLong("id"),
                row.getLong("place"),
                new Special(
                        day(row, "first_day"),
                        day(row, "last_day"),
                        Hours.parse(row.getString("hours")).orElseThrow(),
                        row.getString("reason")));
    }

    void addSpecial(Handle handle, long place, Special special) {
        handle.createUpdate("INSERT INTO calendar_exception (place, first_day, last_day, hours, reason)"
                        + " VALUES (:place, :first, :last, :hours, :reason)")
                .bind("place", place)
                .bind("first", special.first().toString())
                .bind("last", special.last().toString())
                .bind("hours", special.hours().toString())
                .bind("reason", special.reason())
                .execute();
    }

    void removeSpecial(Handle handle, long id) {
        handle.createUpdate("DELETE FROM calendar_exception WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return LocalDate.parse(row.getString(column));
    }
}
