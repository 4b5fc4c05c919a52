package org.socle.fleet.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Scope;
import org.socle.fleet.web.Refusal;

/**
 * What an import would do, line by line. Pure: the same file and the same places give the same plan. Immutable.
 *
 * <p>A school is found by its code, the others by their name within what they are in. A school that is somewhere else is
 * moved; a field that is empty or missing in the file leaves what is known as it is.
 *
 * @param lines one for each line of the file
 * @param steps what to do, in this order
 */
public record ImportPlan(List<Line> lines, List<Step> steps) {

    /** What becomes of a line. */
    public enum Verdict {
        CREATED,
        CHANGED,
        SAME,
        REFUSED
    }

    /**
     * One line.
     *
     * @param differences what it changes; empty when that is nothing
     * @param refusal why; null unless refused
     */
    public record Line(
            ImportLine line,
            Verdict verdict,
            List<Difference> differences,
            @Nullable Refusal refusal) {}

    /** One change. Keys stand for places that may not be there yet: a number as text, or text that is no number. */
    public sealed interface Step permits Create, Change, Move {}

    /**
     * A new place.
     *
     * @param parent key of the place to put it in; empty for the top
     */
    public record Create(String key, String parent, PlaceKind kind, PlaceDetails details) implements Step {}

    /** Other details of a place that is there. */
    public record Change(Place place, PlaceDetails details) implements Step {}

    /** Another place to be in. */
    public record Move(Place place, String parent) implements Step {}

    /** Whether no line is refused. */
    public boolean possible() {
        return lines.stream().noneMatch(line -> line.verdict() == Verdict.REFUSED);
    }

    /** How many lines have a verdict. */
    public long count(Verdict verdict) {
        return lines.stream().filter(line -> line.verdict() == verdict).count();
    }

    /** The same for the same plan, another one for any other. */
    public String fingerprint() {
        return Secret.hash(steps.toString());
    }

    /**
     * Plans.
     *
     * @param places all that the viewer sees
     * @param taken whether some school, seen or not, has a code
     */
    static ImportPlan of(ImportFile file, List<Place> places, Scope scope, Predicate<String> taken) {
        Planner planner = new Planner(places, scope, taken);
        List<Line> lines = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (ImportLine line : file.lines()) {
            try {
                List<Step> done = planner.plan(line);
                planner.keep();
                steps.addAll(done);
                lines.add(new Line(line, verdict(done), planner.differences(line, done), null));
            } catch (Refusal refusal) {
                planner.forget();
                lines.add(new Line(line, Verdict.REFUSED, List.of(), refusal));
            }
        }
        return new ImportPlan(List.copyOf(lines), List.copyOf(steps));
    }

    private static Verdict verdict(List<Step> steps) {
        if (steps.isEmpty()) {
            return Verdict.SAME;
        }
        return steps.stream().anyMatch(Create.class::isInstance) ? Verdict.CREATED : Verdict.CHANGED;
    }

    /** The places as they would be after the lines so far. */
    private static final class Planner {
        private static final String STEP = " › ";

        private final Scope scope;
        private final Predicate<String> taken;

        /** By kind, key of the place above and folded name; schools by their code. */
        private final Map<String, Known> known = new HashMap<>();

        /** Of the places that are there, by their number. */
        private final Map<Long, String> names = new HashMap<>();

        /** What the line at hand adds. */
        private final Map<String, Known> added = new HashMap<>();

        private record Known(
                String key, String parent, @Nullable Place place, PlaceDetails details) {}

        private Planner(List<Place> places, Scope scope, Predicate<String> taken) {
            this.scope = scope;
            this.taken = taken;
            for (Place place : places) {
                names.put(place.id(), place.name());
                String parent = place.parent() == null ? "" : place.parent().toString();
                known.put(
                        name(place.kind(), parent, place.details()),
                        new Known(Long.toString(place.id()), parent, place, place.details()));
            }
        }

        /** What steps change, as people call it. */
        List<Difference> differences(ImportLine line, List<Step> steps) {
            List<Difference> differences = new ArrayList<>();
            for (Step step : steps) {
                if (step instanceof Create create) {
                    differences.add(new Difference(
                            create.kind().word(), "", create.details().name()));
                } else if (step instanceof Move move) {
                    String before = above(move.place());
                    String after = line.circonscription().isBlank()
                            ? line.collectivite()
                            : line.collectivite() + STEP + line.circonscription();
                    differences.add(new Difference(Difference.PLACE, before, after));
                } else if (step instanceof Change change) {
                    differences.addAll(change.place().details().differences(change.details()));
                }
            }
            return List.copyOf(differences);
        }

        /** What a place is in, from the top: names alone are often not enough, as in "Grenoble 2". */
        private String above(Place place) {
            return Arrays.stream(place.path().split("/"))
                    .filter(number -> !number.isEmpty() && Long.parseLong(number) != place.id())
                    .map(number -> names.getOrDefault(Long.valueOf(number), ""))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.joining(STEP));
        }

        /** The line at hand is good. */
        void keep() {
            known.putAll(added);
            added.clear();
        }

        /** The line at hand is not. */
        void forget() {
            added.clear();
        }

        private @Nullable Known known(String name) {
            Known now = added.get(name);
            return now == null ? known.get(name) : now;
        }

        private static String name(PlaceKind kind, String parent, PlaceDetails details) {
            return kind == PlaceKind.SCHOOL
                    ? "uai " + details.uai()
                    : kind.word() + " " + parent + " " + PlaceTable.folded(details.name());
        }

        List<Step> plan(ImportLine line) {
            List<Step> steps = new ArrayList<>();
            if (line.collectivite().isBlank()) {
                throw new Refusal("import.refused.field", ImportFile.AUTHORITY);
            }
            String above = findOrCreate(PlaceKind.COLLECTIVITE, "", PlaceDetails.named(line.collectivite()), steps);
            if (!line.circonscription().isBlank()) {
                above = findOrCreate(
                        PlaceKind.CIRCONSCRIPTION, above, PlaceDetails.named(line.circonscription()), steps);
            }
            String school = school(line, above, steps);
            if (!line.room().isBlank()) {
                findOrCreate(PlaceKind.ROOM, school, PlaceDetails.named(line.room()), steps);
            }
            return steps;
        }

        private String school(ImportLine line, String parent, List<Step> steps) {
            boolean ofRoom = !line.room().isBlank();
            String uai = UaiCode.parse(line.uai()).map(UaiCode::value).orElse(line.uai());
            Known before = known("uai " + uai);
            // What a line says of who to call belongs to the school, also on the line of a room.
            PlaceDetails told = new PlaceDetails(
                            line.school().isBlank() && before != null ? before.details.name() : line.school(),
                            uai,
                            or(line.contact(), before, PlaceDetails::contact),
                            or(line.phone(), before, PlaceDetails::phone),
                            or(line.email(), before, PlaceDetails::email))
                    .checked(PlaceKind.SCHOOL);
            if (before == null) {
                if (taken.test(told.uai())) {
                    throw new Refusal("place.refused.uai.taken", told.uai());
                }
                return create(PlaceKind.SCHOOL, parent, told, steps);
            }
            if (before.place == null && !ofRoom && before.details.equals(told) && before.parent.equals(parent)) {
                throw new Refusal("import.refused.again", told.uai());
            }
            Known after = new Known(before.key, parent, before.place, told);
            if (before.place == null && !(before.details.equals(told) && before.parent.equals(parent))) {
                throw new Refusal("import.refused.contradiction", told.uai());
            }
            if (before.place != null && !before.parent.equals(parent)) {
                steps.add(new Move(before.place, parent));
            }
            if (before.place != null && !before.details.equals(told)) {
                steps.add(new Change(before.place, told));
            }
            added.put("uai " + told.uai(), after);
            return before.key;
        }

        private static String or(
                String told, @Nullable Known before, java.util.function.Function<PlaceDetails, String> field) {
            return told.isBlank() && before != null ? field.apply(before.details) : told;
        }

        private String findOrCreate(PlaceKind kind, String parent, PlaceDetails details, List<Step> steps) {
            PlaceDetails checked = details.checked(kind);
            Known there = known(name(kind, parent, checked));
            return there == null ? create(kind, parent, checked, steps) : there.key;
        }

        private String create(PlaceKind kind, String parent, PlaceDetails details, List<Step> steps) {
            if (!scope.everything() && parent.isEmpty()) {
                throw new Refusal("import.refused.scope", details.name());
            }
            String key = name(kind, parent, details);
            steps.add(new Create(key, parent, kind, details));
            added.put(key, new Known(key, parent, null, details));
            return key;
        }
    }
}
