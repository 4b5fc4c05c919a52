package org.socle.fleet.reading;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.MemoryModule;
import org.socle.contract.catalogue.Network;
import org.socle.contract.catalogue.Probing;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Service;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.web.Frame;

/** One disk, volume or interface in one line: the few readings that say how it is. */
final class Headlines {
    private static final int BY_DEFAULT = 3;

    private static final Map<Family, List<Resource>> CHOSEN = Map.ofEntries(
            Map.entry(FileSystem.MOUNT.family(), List.of(FileSystem.FILL, FileSystem.AVAILABLE)),
            Map.entry(
                    Storage.DEVICE.family(),
                    List.of(
                            Storage.HEALTHY,
                            Storage.KIND,
                            Storage.CAPACITY,
                            Storage.PERCENTAGE_USED,
                            Storage.POWER_ON_TIME)),
            Map.entry(Energy.METER.family(), List.of(Energy.CONSUMED, Energy.SOURCE)),
            Map.entry(MemoryModule.SLOT.family(), List.of(MemoryModule.SIZE, MemoryModule.TYPE)),
            Map.entry(Network.INTERFACE.family(), List.of(Network.UP, Network.KIND, Network.SPEED, Network.SIGNAL)),
            Map.entry(Service.NAME.family(), List.of(Service.STATE, Service.ROUND_TRIP)),
            Map.entry(Battery.NAME.family(), List.of(Battery.STATUS, Battery.LEVEL, Battery.HEALTH)),
            Map.entry(Probing.NAME.family(), List.of(Probing.STATE)));

    private Headlines() {}

    /** The readings of an instance worth a line; of a family nobody chose them for, the first few. */
    static List<Reading> of(Snapshot snapshot, Family family, int instance) {
        List<Resource> chosen = CHOSEN.getOrDefault(
                family,
                Catalogue.families().getOrDefault(family, List.of()).stream()
                        .filter(resource -> !resource.naming())
                        .limit(BY_DEFAULT)
                        .toList());
        return chosen.stream()
                .flatMap(resource -> snapshot.reading(resource, instance).stream())
                .toList();
    }

    /** The readings in words: "SSD · 240 GB · 812 d in service". */
    static String text(List<Reading> readings, Frame frame) {
        return readings.stream().map(reading -> text(reading, frame)).collect(Collectors.joining(" · "));
    }

    private static String text(Reading reading, Frame frame) {
        String key = "headline." + reading.resource().key();
        if (reading.value() instanceof Boolean flag) {
            key += "." + flag;
        }
        String value = frame.format().value(reading.resource(), reading.value());
        return frame.messages().has(key) ? frame.text(key, value) : value;
    }
}
