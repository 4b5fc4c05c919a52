package org.socle.fleet.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;
import org.socle.fleet.place.Place;
import org.socle.fleet.web.Refusal;

/**
 * What an import of facts would do. Pure: the same file and the same equipment give the same plan. Immutable.
 *
 * <p>A machine is found by its serial number, a thing without an agent by its own; a number that nothing has becomes such a thing.
 * When a machine has come whose number a thing had, the thing's facts become the machine's. A field that is empty or missing in
 * the file leaves what is known as it is.
 *
 * @param entries one for each line of the file
 */
public record FactsPlan(List<Entry> entries) {

    /** What becomes of a line, in the order people are told. */
    public enum Verdict {
        REFUSED,
        CHANGED,
        CREATED,
        SAME
    }

    /**
     * One line.
     *
     * @param differences what it changes
     * @param step what to do; null when that is nothing
     * @param refusal why not; null unless refused
     */
    public record Entry(
            FactsFile.Line line,
            Verdict verdict,
            List<Change> differences,
            @Nullable Step step,
            @Nullable Refusal refusal) {}

    /** One field, before and after; empty when it is not known. */
    public record Change(String key, String before, String after) {}

    /** Whether nothing is refused. */
    public boolean possible() {
        return count(Verdict.REFUSED) == 0;
    }

    /** How many lines have a verdict. */
    public long count(Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict == verdict).count();
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.step != null) {
                steps.add(entry.step);
            }
        }
        return steps;
    }

    /** The same for the same steps, another one for any other. */
    public String fingerprint() {
        return Secret.hash(steps().toString());
    }

    /**
     * Plans.
     *
     * @param all that the viewer sees
     * @param school finds one of the viewer's schools, or refuses
     */
    static FactsPlan of(FactsFile file, List<Item> all, Function<String, Place> school, LocalDate today) {
        Map<String, List<Item>> byNumber = new HashMap<>();
        all.forEach(
                item -> byNumber.computeIfAbsent(item.number().toLowerCase(Locale.ROOT), number -> new ArrayList<>())
                        .add(item));
        Set<String> told = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (FactsFile.Line line : file.lines()) {
            try {
                String number = Equipment.number(line.number());
                String key = number.toLowerCase(Locale.ROOT);
                if (!told.add(key)) {
                    throw new Refusal("facts.refused.number.again", number);
                }
                entries.add(entry(line, number, byNumber.getOrDefault(key, List.of()), school, today));
            } catch (Refusal refusal) {
                entries.add(new Entry(line, Verdict.REFUSED, List.of(), null, refusal));
            }
        }
        return new FactsPlan(List.copyOf(entries));
    }

    private static Entry entry(
            FactsFile.Line line, String number, List<Item> found, Function<String, Place> school, LocalDate today) {
        List<Item> machines =
                found.stream().filter(item -> item.machine() != null).toList();
        List<Item> things =
                found.stream().filter(item -> item.machine() == null).toList();
        Item machine = machines.isEmpty() ? null : machines.get(0);
        boolean both = machine != null && machine.id() != 0 && !things.isEmpty();
        if (machines.size() > 1 || things.size() > 1 || both) {
            throw new Refusal("facts.refused.number.many", number);
        }
        // What was a thing until its machine came keeps its facts.
        Item known = !things.isEmpty() ? things.get(0) : machine == null ? Item.fresh(number) : machine;
        Place place = line.uai().isEmpty() ? null : school.apply(line.uai());
        if (machine != null && place != null && !place.uai().equals(machine.uai())) {
            throw new Refusal("facts.refused.uai.elsewhere", number, line.uai());
        }
        Facts facts = line.text().over(known.facts()).read(today);
        if (machine == null) {
            if (known.id() == 0 && place == null) {
                throw new Refusal("facts.refused.uai.missing", number);
            }
            if (facts.category() == null) {
                throw new Refusal("facts.refused.category.missing");
            }
        }
        Long there = place == null || place.uai().equals(known.uai()) ? known.place() : (Long) place.id();
        Step step = new Step(
                known,
                machine == null ? null : machine.machine(),
                machine == null ? there : null,
                machine == null && known.id() != 0 ? known.number() : number,
                facts);
        List<Change> changes = changes(known.facts(), facts);
        if (step.nothing() || (known.id() == 0 && machine != null && changes.isEmpty())) {
            return new Entry(line, Verdict.SAME, List.of(), null, null);
        }
        boolean created = known.id() == 0 && machine == null;
        return new Entry(line, created ? Verdict.CREATED : Verdict.CHANGED, changes, step, null);
    }

    private static List<Change> changes(Facts before, Facts after) {
        FactsText one = FactsText.of(before);
        FactsText two = FactsText.of(after);
        return one.differences(two).stream()
                .map(key -> new Change(key, one.get(key), two.get(key)))
                .toList();
    }
}
