package org.socle.fleet.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Probing;
import org.socle.fleet.web.Format;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Url;

/**
 * The readings of one family, as a page shows them.
 *
 * @param name of the family in addresses
 * @param title of the family
 * @param blocks one for each instance; a single one without a name where instances have one value each
 * @param left how many instances are not shown
 */
public record Group(String name, String title, List<Block> blocks, int left) {

    /** Identity comes last, and what the agent says of itself after it: they change least. */
    private static final List<Family> LAST = List.of(
            Device.MANUFACTURER.family(), Machine.HOST_NAME.family(), Agent.VERSION.family(), Probing.NAME.family());

    /** Said elsewhere, or of no use to people. */
    private static final Set<org.socle.contract.catalogue.Resource> UNSEEN =
            Set.of(Agent.SNAPSHOT, Agent.PACK, Agent.LIVE);

    /** With this many values an instance fits on one line. */
    private static final int ONE_LINE = 2;

    /** One instance; its name is empty where there is only one. */
    public record Block(String name, List<Item> items) {}

    /**
     * One line.
     *
     * @param href address of its history; null when it has none
     */
    public record Item(String label, String value, @Nullable String href) {}

    /** The readings that matter to a person looking for trouble first. */
    public static List<Family> order() {
        Comparator<Family> byRank = Comparator.comparingInt(LAST::indexOf);
        return Stream.concat(
                        Catalogue.families().keySet().stream().filter(family -> !LAST.contains(family)),
                        LAST.stream().sorted(byRank))
                .toList();
    }

    /**
     * Arranges the readings of a family.
     *
     * @param most how many instances to show
     * @param machinePath address of the machine's page
     */
    public static Group of(
            Snapshot snapshot, Family family, int most, String machinePath, Messages messages, Format format) {
        Map<Integer, List<Reading>> byInstance = new LinkedHashMap<>();
        snapshot.all().stream()
                .filter(reading -> reading.resource().family().equals(family)
                        && !reading.resource().naming()
                        && !UNSEEN.contains(reading.resource()))
                .forEach(reading -> byInstance
                        .computeIfAbsent(reading.instance(), instance -> new ArrayList<>())
                        .add(reading));
        List<Map.Entry<Integer, List<Reading>>> shown =
                byInstance.entrySet().stream().limit(most).toList();
        boolean oneLine =
                family.multiple() && byInstance.values().stream().allMatch(readings -> readings.size() <= ONE_LINE);
        List<Block> blocks = oneLine
                ? List.of(new Block(
                        "",
                        shown.stream()
                                .map(entry -> line(
                                        snapshot.instanceName(family, entry.getKey()),
                                        entry.getValue(),
                                        machinePath,
                                        format))
                                .toList()))
                : shown.stream()
                        .map(entry -> new Block(
                                snapshot.instanceName(family, entry.getKey()),
                                entry.getValue().stream()
                                        .map(reading -> item(reading, machinePath, messages, format))
                                        .toList()))
                        .toList();
        return new Group(family.name(), family.label().in(messages.locale()), blocks, byInstance.size() - shown.size());
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return blocks.stream().allMatch(block -> block.items().isEmpty());
    }

    private static Item line(String name, List<Reading> readings, String machinePath, Format format) {
        String values = String.join(
                " · ",
                readings.stream()
                        .map(reading -> format.value(reading.resource(), reading.value()))
                        .toList());
        return new Item(name, values, readings.size() == 1 ? href(readings.get(0), machinePath) : null);
    }

    private static Item item(Reading reading, String machinePath, Messages messages, Format format) {
        return new Item(
                reading.resource().label().in(messages.locale()),
                format.value(reading.resource(), reading.value()),
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
