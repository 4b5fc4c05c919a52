package org.socle.fleet.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Clock;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Fan;
import org.socle.contract.catalogue.Kiosk;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.MemoryModule;
import org.socle.contract.catalogue.Monitor;
import org.socle.contract.catalogue.Power;
import org.socle.contract.catalogue.Printer;
import org.socle.contract.catalogue.Probing;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Service;
import org.socle.contract.catalogue.Speed;
import org.socle.contract.catalogue.Usb;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Url;

/**
 * The readings of one family, as a page shows them.
 *
 * @param name of the family in addresses
 * @param title of the family
 * @param blocks one for each instance; a single one without a name where each instance is a line
 * @param details address of all there is to say; empty where that is already said
 * @param left how many instances are not shown
 */
public record Group(String name, String title, List<Block> blocks, String details, int left) {

    /** Identity comes last, and what the agent says of itself after it: they change least. */
    private static final List<Family> LAST = List.of(
            Device.MANUFACTURER.family(), Machine.HOST_NAME.family(), Agent.VERSION.family(), Probing.NAME.family());

    /** Said elsewhere, or of no use to people. */
    private static final Set<Resource> UNSEEN = Set.of(Agent.SNAPSHOT, Agent.PACK, Agent.LIVE);

    /** What a page of everything names only: it changes seldom, or is of interest when one looks for it. */
    private static final Set<Family> BESIDE = Set.of(
            MemoryModule.SLOT.family(),
            Fan.SPEED.family(),
            Monitor.CONNECTOR.family(),
            Kiosk.SCREEN.family(),
            Power.METER.family(),
            EnergyModel.IDLE.family(),
            Use.ON.family(),
            Service.NAME.family(),
            Speed.DOWN.family(),
            Clock.OFFSET.family(),
            Usb.PORT.family(),
            Printer.NAME.family(),
            Agent.VERSION.family(),
            Probing.NAME.family());

    /** One instance; its name is empty where there is only one. */
    public record Block(String name, List<Item> items) {}

    /**
     * One line.
     *
     * @param href address of its history; null when it has none
     */
    public record Item(String label, String value, @Nullable String href) {}

    /** Whether a page of everything shows the family's readings, rather than name it only. */
    public static boolean inShort(Family family) {
        return !BESIDE.contains(family);
    }

    /** The readings that matter to a person looking for trouble first. */
    public static List<Family> order() {
        Comparator<Family> byRank = Comparator.comparingInt(LAST::indexOf);
        return Stream.concat(
                        Catalogue.families().keySet().stream().filter(family -> !LAST.contains(family)),
                        LAST.stream().sorted(byRank))
                .toList();
    }

    /**
     * The readings of a family in short: all of them where there is one instance, else a line for each.
     *
     * @param most how many instances to show
     * @param machinePath address of the machine's page
     */
    public static Group summary(Snapshot snapshot, Family family, int most, String machinePath, Frame frame) {
        if (!family.multiple()) {
            return full(snapshot, family, most, machinePath, frame);
        }
        List<Item> lines = new ArrayList<>();
        for (int instance : snapshot.instances(family)) {
            List<Reading> headline = Headlines.of(snapshot, family, instance);
            if (!headline.isEmpty()) {
                lines.add(new Item(
                        instanceName(snapshot, family, instance, frame),
                        Headlines.text(headline, frame),
                        headline.size() == 1 ? href(headline.get(0), machinePath) : null));
            }
        }
        List<Item> shown = lines.subList(0, Math.min(most, lines.size()));
        return new Group(
                family.name(),
                family.label().in(frame.messages().locale()),
                List.of(new Block("", shown)),
                machinePath + "/readings?" + Url.pair("family", family.name()),
                lines.size() - shown.size());
    }

    /**
     * All readings of a family.
     *
     * @param most how many instances to show
     * @param machinePath address of the machine's page
     */
    public static Group full(Snapshot snapshot, Family family, int most, String machinePath, Frame frame) {
        List<Block> blocks = snapshot.instances(family).stream()
                .limit(most)
                .map(instance -> new Block(
                        instanceName(snapshot, family, instance, frame),
                        snapshot.all().stream()
                                .filter(reading -> reading.instance() == instance
                                        && reading.resource().family().equals(family)
                                        && !reading.resource().naming()
                                        && !UNSEEN.contains(reading.resource()))
                                .map(reading -> item(reading, machinePath, frame))
                                .toList()))
                .toList();
        return new Group(
                family.name(),
                family.label().in(frame.messages().locale()),
                blocks,
                "",
                snapshot.instances(family).size() - blocks.size());
    }

    /** What tells an instance from others, in people's words where it is a word; empty where there is only one. */
    public static String instanceName(Snapshot snapshot, Family family, int instance, Frame frame) {
        String name = snapshot.instanceName(family, instance);
        return Catalogue.families().getOrDefault(family, List.of()).stream()
                .filter(Resource::naming)
                .findFirst()
                .map(naming -> frame.format().value(naming, name))
                .orElse(name);
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return blocks.stream().allMatch(block -> block.items().isEmpty());
    }

    private static Item item(Reading reading, String machinePath, Frame frame) {
        return new Item(
                reading.resource().label().in(frame.messages().locale()),
                frame.format().value(reading.resource(), reading.value()),
                href(reading, machinePath));
    }

    private static @Nullable String href(Reading reading, String machinePath) {
        return reading.resource().numeric() ? historyPath(machinePath, reading) : null;
    }

    /** Address of a reading's history. */
    public static String historyPath(String machinePath, Reading reading) {
        String path =
                machinePath + "/history?" + Url.pair("key", reading.resource().key());
        return reading.instance() == 0 ? path : path + "&instance=" + reading.instance();
    }
}
