package org.socle.fleet.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.waste.WasteSweep;
import org.socle.fleet.lifecycle.Equipment;
import org.socle.fleet.lifecycle.FactsFile;
import org.socle.fleet.lifecycle.FactsPlan;
import org.socle.fleet.place.Listed;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.store.Database;
import org.socle.simulator.Fleet;
import org.socle.simulator.SimulatedMachine;

/**
 * What the collectivités of the demo entered: tariffs, and how each machine came and some things went. Lists as one would import
 * them; the same seed gives the same.
 */
final class DemoSobriety {
    private static final LocalDate LONG_AGO = LocalDate.of(2024, 1, 1);
    private static final List<Double> CENTS = List.of(22.4, 25.1, 19.8, 23.6);
    private static final int FIRST_LIFE = 5;
    private static final int MOST = 100;

    private final Database database;
    private final Viewer maker;
    private final long seed;
    private final Clock made;

    /**
     * Prepares it.
     *
     * @param maker who entered it, in all logs
     * @param made the demo's present
     */
    DemoSobriety(Database database, Viewer maker, long seed, Instant made) {
        this.database = database;
        this.maker = maker;
        this.seed = seed;
        this.made = Clock.fixed(made, ZoneOffset.UTC);
    }

    /** Enters everything, once. */
    void enter(Fleet fleet) {
        FactorEditions editions = new FactorEditions(database, made);
        editions.takeShipped();
        List<Place> payers = new Places(database, made)
                .after(Scope.EVERYTHING, EnumSet.of(PlaceKind.COLLECTIVITE), "", 0, MOST).stream()
                        .map(Listed::place)
                        .toList();
        for (int i = 0; i < payers.size(); i++) {
            editions.set(maker, payers.get(i), LONG_AGO, CENTS.get(i % CENTS.size()));
        }
        Equipment equipment = new Equipment(database, made);
        FactsFile list = FactsFile.parse(list(fleet));
        FactsPlan plan = equipment.plan(Scope.EVERYTHING, list);
        equipment.apply(maker, list, plan.fingerprint());
    }

    /** Looks for waste, as the server does once a day. */
    static void look(Database database, StoredCalendar calendar, Clock clock) {
        FactorEditions editions = new FactorEditions(database, clock);
        editions.takeShipped();
        new WasteSweep(database, calendar, editions, new Readings(database), clock).look();
    }

    private String list(Fleet fleet) {
        Random random = new Random(seed);
        int year = LocalDate.ofInstant(made.instant(), ZoneOffset.UTC).getYear();
        StringBuilder list =
                new StringBuilder("number,category,made,acquired,how,price,flat,retired,destination,oriented,uai\n");
        for (SimulatedMachine machine : fleet.machines()) {
            list.append(line(machine, year, random)).append('\n');
        }
        for (int i = 0; i < fleet.schools().size(); i++) {
            list.append(things(fleet.schools().get(i).uai(), i, year));
        }
        return list.toString();
    }

    /** A machine: most were used before, some are new, of a few nobody knows. */
    private static String line(SimulatedMachine machine, int year, Random random) {
        int chance = random.nextInt(10);
        int came = year - random.nextInt(4);
        boolean isNew = chance < 3;
        int born = isNew ? came : came - FIRST_LIFE - random.nextInt(3);
        String price = isNew ? "520" : chance < 8 ? "210" : "";
        String how = chance == 9 ? "" : isNew ? "new" : chance < 8 ? "reuse" : "gift";
        return String.format(
                Locale.ROOT,
                "DEMO-%04d,,%s,%d-%02d-10,%s,%s,%s,,,,",
                machine.number() + 1,
                how.isEmpty() ? "" : Integer.toString(born),
                came,
                1 + random.nextInt(Math.max(1, came == year ? 3 : 9)),
                how,
                how.isEmpty() ? "" : price,
                how.equals("gift") ? "100" : "");
    }

    /** What a school has without an agent, and what left it: two machines retired last year, of which one is used again. */
    private static String things(String uai, int school, int year) {
        String screens = String.format(
                Locale.ROOT,
                "ECRAN-%1$02d,screen,%2$d,%2$d-03-12,new,140,,,,,%3$s\nVP-%1$02d,projector,%4$d,%4$d-09-01,new,450,,,,,%3$s\n",
                school + 1,
                year - 1,
                uai,
                year - 6);
        String gone = String.format(
                Locale.ROOT,
                "REF-%1$02dA,desktop,%2$d,%2$d-09-01,new,,,%3$d-06-30,sale,%4$d-02-10,%5$s\n"
                        + "REF-%1$02dB,laptop,%2$d,%2$d-09-01,new,,,%3$d-06-30,%6$s,%7$s,%5$s\n",
                school + 1,
                year - 8,
                year - 1,
                year,
                uai,
                school % 3 == 0 ? "recycling" : "",
                school % 3 == 0 ? year + "-02-10" : "");
        return screens + gone;
    }
}
