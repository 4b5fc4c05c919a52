package org.socle.simulator;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.socle.contract.UaiCode;
import org.socle.simulator.SimulatedMachine.Habit;
import org.socle.simulator.SimulatedSchool.Week;

/**
 * Schools and their machines, all invented. Immutable.
 *
 * @param seed decides everything that is left open; the same seed gives the same fleet
 */
public record Fleet(long seed, List<SimulatedSchool> schools, List<SimulatedMachine> machines) {
    private static final Territory HILLS =
            new Territory("Communauté de communes du Val-d’Exemple", "Circonscription de Pontclair", "021");
    private static final Territory COAST =
            new Territory("Ville de Port-Fictif", "Circonscription de Port-Fictif", "059");
    private static final Territory SOUTH =
            new Territory("Agglomération de Montsoleil", "Circonscription de Montsoleil-Est", "034");

    /** Of each zone of holidays a territory: A, B, C. */
    private static final List<Plan> PLANS = List.of(
            new Plan("École élémentaire des Trois-Sapins, Pontclair", HILLS, Week.FOUR_DAYS, 34, 30),
            new Plan("Collège Ada-Lumière, Pontclair", HILLS, Week.SECONDARY, 40, 20),
            new Plan("École primaire du Vieux-Moulin, Beauval", HILLS, Week.FOUR_DAYS, 22, 10),
            new Plan("École maternelle des Coquelicots, Rivebelle", HILLS, Week.FOUR_DAYS, 18, 6),
            new Plan("École élémentaire du Grand-Large, Port-Fictif", COAST, Week.WITH_WEDNESDAY, 26, 14),
            new Plan("École primaire des Mouettes, Port-Fictif", COAST, Week.WITH_WEDNESDAY, 30, 14),
            new Plan("École maternelle de la Digue, Port-Fictif", COAST, Week.WITH_WEDNESDAY, 16, 4),
            new Plan("École élémentaire des Dunes, Port-Fictif", COAST, Week.WITH_WEDNESDAY, 24, 12),
            new Plan("École primaire de la Garrigue, Montsoleil", SOUTH, Week.FOUR_DAYS, 20, 8),
            new Plan("École élémentaire des Cigales, Montsoleil", SOUTH, Week.FOUR_DAYS, 28, 14),
            new Plan("École primaire Jean-Exemple, Clairefontaine-les-Pins", SOUTH, Week.FOUR_DAYS, 22, 10),
            new Plan("École élémentaire de l’Olivette, Montsoleil", SOUTH, Week.FOUR_DAYS, 20, 8));

    private record Territory(String collectivite, String circonscription, String departement) {}

    /** How many machines, and how many of them in the computer room. */
    private record Plan(String name, Territory territory, Week week, int machines, int inRoom) {}

    public Fleet {
        schools = List.copyOf(schools);
        machines = List.copyOf(machines);
    }

    /** The fleet of the demo: 12 schools, 300 machines. */
    public static Fleet demo(long seed) {
        return of(seed, PLANS.size());
    }

    /**
     * A fleet of the first schools of the demo.
     *
     * @param schools 1 to 12
     */
    public static Fleet of(long seed, int schools) {
        List<SimulatedSchool> all = new ArrayList<>();
        List<SimulatedMachine> machines = new ArrayList<>();
        Chance chance = new Chance(seed).of("fleet");
        for (int i = 0; i < schools; i++) {
            Plan plan = PLANS.get(i);
            String digits = plan.territory.departement + String.format(Locale.ROOT, "99%02d", i + 1);
            SimulatedSchool school = new SimulatedSchool(
                    new UaiCode(digits + UaiCode.letter(digits)).value(),
                    plan.name,
                    plan.territory.collectivite,
                    plan.week == Week.SECONDARY ? "" : plan.territory.circonscription,
                    plan.week);
            all.add(school);
            equip(school, plan, i, chance, machines);
        }
        return new Fleet(seed, all, machines);
    }

    private static void equip(
            SimulatedSchool school, Plan plan, int school0, Chance chance, List<SimulatedMachine> machines) {
        boolean secondary = plan.week == Week.SECONDARY;
        String lab = secondary ? "Salle de technologie" : "Salle informatique";
        for (int i = 0; i < plan.machines; i++) {
            int number = machines.size();
            Chance own = chance.of(number);
            Kind kind;
            Habit habit;
            String room;
            if (i < plan.inRoom) {
                room = lab;
                kind = school0 % 3 == 2 ? Kind.NVME_PC : own.unit() < 0.8 ? Kind.OLD_DESKTOP : Kind.NVME_PC;
                habit = Habit.ROOM;
            } else if (i == plan.inRoom) {
                room = "Hall";
                kind = Kind.TOTEM;
                habit = Habit.TOTEM;
            } else if (i == plan.inRoom + 1) {
                room = "Direction";
                kind = Kind.NVME_PC;
                habit = Habit.OFFICE;
            } else if (secondary && i == plan.inRoom + 2) {
                room = "CDI";
                kind = Kind.WORKSTATION;
                habit = Habit.ROOM;
            } else {
                int classroom = (i - plan.inRoom) / 3 + 1;
                room = (secondary ? "Salle " : "Classe ") + classroom;
                kind = own.of("kind").unit() < 0.75 ? Kind.LAPTOP : Kind.OLD_DESKTOP;
                habit = Habit.TEACHER;
            }
            String name = String.format(Locale.ROOT, "%s-%s-%02d", place(school), shortRoom(room), i + 1);
            machines.add(new SimulatedMachine(
                    number, own.of("device").uuid(), school, room, name, kind, habit, school0 == 7 && i < 5));
        }
    }

    /** The last word of the school's own name: {@code sapins}. */
    private static String place(SimulatedSchool school) {
        String name = school.name().substring(0, school.name().indexOf(','));
        String last = name.substring(Math.max(name.lastIndexOf(' '), name.lastIndexOf('-')) + 1);
        return plain(last.substring(last.indexOf('’') + 1));
    }

    private static String shortRoom(String room) {
        String number = room.replaceAll("\\D", "");
        return number.isEmpty() ? plain(room).substring(0, Math.min(5, room.length())) : "c" + number;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9]", "")
                .toLowerCase(Locale.ROOT);
    }
}
