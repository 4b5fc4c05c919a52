package org.socle.contract.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that may be reported. The list below is complete: what is not in it cannot be sent. Immutable, thread-safe. */
public final class Catalogue {

    /** Every object family, in the order people see them. */
    private static final List<Resource[]> FAMILIES = List.of(
            Device.values(),
            Machine.values(),
            Processor.values(),
            Memory.values(),
            MemoryModule.values(),
            FileSystem.values(),
            Storage.values(),
            Temperature.values(),
            Fan.values(),
            Battery.values(),
            Monitor.values(),
            Kiosk.values(),
            Energy.values(),
            Power.values(),
            EnergyModel.values(),
            Use.values(),
            Network.values(),
            Link.values(),
            Connectivity.values(),
            Service.values(),
            Speed.values(),
            Clock.values(),
            Updates.values(),
            Usb.values(),
            Printer.values(),
            Agent.values(),
            Probing.values());

    private static final Map<Family, List<Resource>> BY_FAMILY;
    private static final Map<String, Resource> BY_KEY;
    private static final Map<Long, Resource> BY_NUMBER;

    static {
        Map<Family, List<Resource>> byFamily = new LinkedHashMap<>();
        Map<String, Resource> byKey = new LinkedHashMap<>();
        Map<Long, Resource> byNumber = new HashMap<>();
        for (Resource[] family : FAMILIES) {
            for (Resource resource : family) {
                byFamily.computeIfAbsent(resource.family(), f -> new ArrayList<>())
                        .add(resource);
                byKey.put(resource.key(), resource);
                byNumber.put(
                        number(
                                resource.family().objectId(),
                                resource.definition().id()),
                        resource);
            }
        }
        BY_FAMILY = Collections.unmodifiableMap(byFamily);
        BY_KEY = Collections.unmodifiableMap(byKey);
        BY_NUMBER = Map.copyOf(byNumber);
    }

    private Catalogue() {}

    /** The families with their resources, in the order people see them. */
    public static Map<Family, List<Resource>> families() {
        return BY_FAMILY;
    }

    /** Every resource by its key, in the order people see them. */
    public static Map<String, Resource> resources() {
        return BY_KEY;
    }

    /** The resource of a key such as {@code storage.reallocated_sectors}; empty when there is none. */
    public static Optional<Resource> byKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The resource of an object and resource number; empty when Socle does not use it. */
    public static Optional<Resource> byNumber(int objectId, int resourceId) {
        return Optional.ofNullable(BY_NUMBER.get(number(objectId, resourceId)));
    }

    private static long number(int objectId, int resourceId) {
        return ((long) objectId << 32) | resourceId;
    }
}
