package org.socle.fleet.calendar;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;
import org.socle.fleet.web.Refusal;

/**
 * What an import of holidays would do. Pure: the same file and the same holidays give the same plan. Immutable.
 *
 * <p>What is known for the same days of the same zone gives way to the file; the rest stays. The ministry's file has a line for
 * each académie of a zone: lines that say the same count once.
 *
 * @param entries one for each thing the file says
 */
public record HolidayPlan(List<Entry> entries) {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** Older ones do not matter for any figure that is still shown. */
    private static final int KEPT_YEARS = 3;

    private static final Set<String> OF_PUPILS = Set.of("", "-", "eleves");

    private static final String ENDLESS = "holidays.skipped.endless";

    /** What becomes of it, in the order people are told. */
    public enum Verdict {
        REFUSED,
        CHANGED,
        CREATED,
        SAME,
        SKIPPED
    }

    /**
     * One thing the file says.
     *
     * @param number of its first line in the file, from 1
     * @param what the zone and the name, as they stand there
     * @param holiday null when it is refused or skipped
     * @param replaced what gives way to it
     * @param reason why it is refused or skipped, or what was guessed; null otherwise
     */
    public record Entry(
            int number,
            String zone,
            String what,
            Verdict verdict,
            @Nullable Holiday holiday,
            String source,
            List<KnownHoliday> replaced,
            @Nullable Refusal reason) {

        private boolean guessed() {
            return holiday != null && reason != null;
        }

        /** Whether another line says the same days without a guess. */
        private boolean betterKnown(Entry other) {
            return !other.guessed()
                    && holiday != null
                    && other.holiday != null
                    && zone.equals(other.zone)
                    && holiday.overlaps(other.holiday);
        }
    }

    /** Whether nothing is refused. */
    public boolean possible() {
        return count(Verdict.REFUSED) == 0;
    }

    /** How many entries have a verdict. */
    public long count(Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict == verdict).count();
    }

    /** What there is to do. */
    public List<Entry> steps() {
        return entries.stream()
                .filter(entry -> entry.verdict == Verdict.CREATED || entry.verdict == Verdict.CHANGED)
                .toList();
    }

    /** The same for the same steps, another one for any other. */
    public String fingerprint() {
        return Secret.hash(steps().stream()
                .map(step -> step.zone + step.holiday + step.source + step.replaced)
                .collect(Collectors.joining("\n")));
    }

    /** The steps as a list that gives the same plan; much shorter than the ministry's. */
    public String text() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("zone", "name", "first_day", "last_day", "source");
            for (Entry step : steps()) {
                Holiday holiday = step.holiday;
                if (holiday != null) {
                    csv.writeRecord(
                            step.zone,
                            holiday.name(),
                            holiday.first().toString(),
                            holiday.last().toString(),
                            step.source);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be written", e);
        }
        return text.toString();
    }

    /**
     * Plans.
     *
     * @param today for what is too old to matter
     */
    static HolidayPlan of(
            HolidayFile file, Collection<HolidayZone> zones, Collection<KnownHoliday> known, LocalDate today) {
        Map<String, HolidayZone> byCode = zones.stream().collect(Collectors.toMap(HolidayZone::code, zone -> zone));
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (HolidayFile.Line line : file.lines()) {
            Entry entry = entry(line, byCode.get(line.zone()), known, today);
            entries.putIfAbsent(entry.zone + entry.holiday + entry.reason + entry.what, entry);
        }
        return new HolidayPlan(entries.values().stream()
                .filter(entry -> !entry.guessed() || entries.values().stream().noneMatch(entry::betterKnown))
                .toList());
    }

    private static Entry entry(
            HolidayFile.Line line, @Nullable HolidayZone zone, Collection<KnownHoliday> known, LocalDate today) {
        try {
            if (!OF_PUPILS.contains(Zones.folded(line.population()))) {
                return without(line, Verdict.SKIPPED, new Refusal("holidays.skipped.teachers"));
            }
            if (Zones.folded(line.name()).matches("(pre)?rentree.*")) {
                return without(line, Verdict.SKIPPED, new Refusal("holidays.skipped.back"));
            }
            if (zone == null) {
                return without(line, Verdict.SKIPPED, new Refusal("holidays.skipped.zone", line.zone()));
            }
            boolean guessed = endless(line);
            Holiday holiday = holiday(line, zone.clock(), guessed);
            if (holiday.last().isBefore(today.minusYears(KEPT_YEARS))) {
                return without(line, Verdict.SKIPPED, new Refusal("holidays.skipped.old", KEPT_YEARS));
            }
            return with(line, holiday, known, guessed ? new Refusal("holidays.guessed", holiday.last()) : null);
        } catch (Refusal refusal) {
            boolean unknown = refusal.key().equals(ENDLESS);
            return without(line, unknown ? Verdict.SKIPPED : Verdict.REFUSED, refusal);
        }
    }

    private static Entry without(HolidayFile.Line line, Verdict verdict, Refusal reason) {
        return new Entry(line.number(), line.zone(), line.name(), verdict, null, line.source(), List.of(), reason);
    }

    private static Entry with(
            HolidayFile.Line line, Holiday holiday, Collection<KnownHoliday> known, @Nullable Refusal guess) {
        List<KnownHoliday> there = new ArrayList<>();
        boolean same = false;
        for (KnownHoliday each : known) {
            if (each.zone().equals(line.zone()) && each.holiday().overlaps(holiday)) {
                there.add(each);
                same |= each.holiday().first().equals(holiday.first())
                        && each.holiday().last().equals(holiday.last());
            }
        }
        Verdict verdict = same ? Verdict.SAME : there.isEmpty() ? Verdict.CREATED : Verdict.CHANGED;
        return new Entry(
                line.number(),
                line.zone(),
                line.name(),
                verdict,
                holiday,
                line.source(),
                same ? List.of() : List.copyOf(there),
                guess);
    }

    /** The last summer of the ministry's file begins, and nobody has decided yet when it ends. */
    private static boolean endless(HolidayFile.Line line) {
        return line.last().isBlank() && (line.back().isBlank() || line.back().equals(line.first()));
    }

    private static Holiday holiday(HolidayFile.Line line, ZoneId clock, boolean guessed) {
        if (line.name().isBlank()) {
            throw new Refusal("holidays.refused.name");
        }
        LocalDate first = date(line.first(), clock);
        LocalDate last = guessed
                ? summer(first)
                : line.last().isBlank() ? date(line.back(), clock).minusDays(1) : date(line.last(), clock);
        if (last.isBefore(first)) {
            throw new Refusal("holidays.refused.order", first, last);
        }
        return new Holiday(line.name(), first, last);
    }

    /** The end of August is the best guess there is; for a summer that begins in December there is none. */
    private static LocalDate summer(LocalDate first) {
        if (first.getMonth() != Month.JUNE && first.getMonth() != Month.JULY) {
            throw new Refusal(ENDLESS);
        }
        return LocalDate.of(first.getYear(), Month.AUGUST, 31);
    }

    /** A day, or the day that begins at a moment: by the clock of the zone, or by that of Paris, whichever shows midnight. */
    private static LocalDate date(String text, ZoneId clock) {
        try {
            if (text.length() <= "2026-12-19".length()) {
                return LocalDate.parse(text);
            }
            OffsetDateTime moment = OffsetDateTime.parse(text);
            for (ZoneId each : List.of(clock, PARIS)) {
                if (moment.atZoneSameInstant(each).toLocalTime().equals(LocalTime.MIDNIGHT)) {
                    return moment.atZoneSameInstant(each).toLocalDate();
                }
            }
            return moment.atZoneSameInstant(clock).toLocalDate();
        } catch (DateTimeException e) {
            throw new Refusal("holidays.refused.date", text);
        }
    }
}
