package org.socle.fleet.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.senml.SenmlFormat;

/** The newest value of every reading of one machine. Immutable. */
public final class Snapshot {
    /**
     * Where a reading belongs. Every rule looks for some in every pack: the order is one number, computed once.
     *
     * @param order family in catalogue order, then instance, then resource: 15, 32 and 16 bits
     */
    private record Place(Resource resource, int instance, long order) implements Comparable<Place> {
        Place(Resource resource, int instance) {
            this(
                    resource,
                    instance,
                    (long) POSITION.getOrDefault(resource.family().name(), LAST) << 48
                            | (long) instance << 16
                            | resource.definition().id());
        }

        @Override
        public int compareTo(Place other) {
            return Long.compare(order, other.order);
        }
    }

    private static final int LAST = 0x7fff;
    private static final Map<String, Integer> POSITION = positions();

    public static final Snapshot EMPTY = new Snapshot(new TreeMap<>());

    private final SortedMap<Place, Reading> readings;
    private volatile @Nullable Map<Family, SortedSet<Integer>> instances;

    private Snapshot(SortedMap<Place, Reading> readings) {
        this.readings = readings;
    }

    public static Snapshot of(Collection<Reading> readings) {
        return EMPTY.with(readings, false);
    }

    /**
     * This snapshot after newer readings; a reading older than the one it would replace is ignored.
     *
     * @param complete whether readings that are missing no longer exist on the machine
     */
    public Snapshot with(Collection<Reading> newer, boolean complete) {
        // A copy of a sorted map in the same order costs no comparison.
        SortedMap<Place, Reading> merged = new TreeMap<>(readings);
        if (complete) {
            Instant taken = newer.stream()
                    .map(Reading::at)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
            merged.values().removeIf(reading -> !reading.at().isAfter(taken));
        }
        for (Reading reading : newer) {
            merged.merge(
                    new Place(reading.resource(), reading.instance()),
                    reading,
                    (old, now) -> now.at().isBefore(old.at()) ? old : now);
        }
        return new Snapshot(merged);
    }

    private static Map<String, Integer> positions() {
        Map<String, Integer> positions = new HashMap<>();
        Catalogue.families().keySet().forEach(family -> positions.put(family.name(), positions.size()));
        return positions;
    }

    /** Every reading, by family in catalogue order, then instance, then resource. */
    public List<Reading> all() {
        return List.copyOf(readings.values());
    }

    /** How many readings there are. */
    public int size() {
        return readings.size();
    }

    /** About how many bytes it takes when it is stored. */
    int weight() {
        int weight = 0;
        for (Reading reading : readings.values()) {
            weight += reading.value() instanceof String text ? 12 + text.length() * 2 : 16;
        }
        return weight;
    }

    public boolean isEmpty() {
        return readings.isEmpty();
    }

    public Optional<Reading> reading(Resource resource, int instance) {
        return Optional.ofNullable(readings.get(new Place(resource, instance)));
    }

    public Optional<String> text(Resource resource) {
        return text(resource, 0);
    }

    public Optional<String> text(Resource resource, int instance) {
        return reading(resource, instance)
                .map(Reading::value)
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    public Optional<Boolean> flag(Resource resource, int instance) {
        return reading(resource, instance)
                .map(Reading::value)
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast);
    }

    public OptionalDouble number(Resource resource, int instance) {
        return reading(resource, instance)
                .map(Reading::value)
                .filter(Number.class::isInstance)
                .map(value -> OptionalDouble.of(((Number) value).doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    /** A reading that is a time. */
    public Optional<Instant> instant(Resource resource, int instance) {
        return number(resource, instance).stream()
                .mapToObj(seconds -> Instant.ofEpochMilli(Math.round(seconds * 1000)))
                .findFirst();
    }

    /**
     * Whether the machine's disk was rolled back after an earlier snapshot: its agent was started again, and its state has not seen more
     * starts than it had then.
     */
    public boolean rolledBackSince(Snapshot earlier) {
        Optional<String> start = text(Agent.START);
        Optional<String> known = earlier.text(Agent.START);
        OptionalDouble generation = number(Agent.STATE_GENERATION, 0);
        OptionalDouble reached = earlier.number(Agent.STATE_GENERATION, 0);
        return start.isPresent()
                && known.isPresent()
                && !start.equals(known)
                && generation.isPresent()
                && reached.isPresent()
                && generation.getAsDouble() <= reached.getAsDouble();
    }

    /** The instances of a family that have at least one reading. */
    public SortedSet<Integer> instances(Family family) {
        Map<Family, SortedSet<Integer>> known = instances;
        if (known == null) {
            // Every rule asks: one walk for all of them. Two threads would find the same.
            known = new HashMap<>();
            for (Place place : readings.keySet()) {
                known.computeIfAbsent(place.resource().family(), each -> new TreeSet<>())
                        .add(place.instance());
            }
            instances = known;
        }
        return Collections.unmodifiableSortedSet(known.getOrDefault(family, Collections.emptySortedSet()));
    }

    /** What people call an instance: the value of its family's naming resource, else its number; empty if single. */
    public String instanceName(Family family, int instance) {
        if (!family.multiple()) {
            return "";
        }
        return readings.values().stream()
                .filter(reading -> reading.instance() == instance
                        && reading.resource().family().equals(family)
                        && reading.resource().naming())
                .map(reading -> reading.value().toString())
                .findFirst()
                .orElse(Integer.toString(instance));
    }

    /** The readings a pack carries, with their times resolved. */
    public static List<Reading> readingsOf(Pack pack, Instant packTime) {
        List<Reading> readings = new ArrayList<>(pack.samples().size());
        for (Sample sample : pack.samples()) {
            Instant at = packTime.plusMillis(Math.round(sample.offset() * 1000));
            readings.add(new Reading(sample.resource(), sample.instance(), sample.value(), at));
        }
        return readings;
    }

    /** Whether a pack says that it is complete. */
    public static boolean complete(Pack pack) {
        return pack.samples().stream()
                .anyMatch(sample -> sample.resource() == Agent.SNAPSHOT && Boolean.TRUE.equals(sample.value()));
    }

    /** This snapshot as a pack, for storage. Not for an empty snapshot. */
    byte[] encode() {
        Instant newest = readings.values().stream()
                .map(Reading::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Sample> samples = readings.values().stream()
                .map(reading -> new Sample(
                        reading.resource(),
                        reading.instance(),
                        (reading.at().toEpochMilli() - newest.toEpochMilli()) / 1000.0,
                        reading.value()))
                .toList();
        return new Pack(newest.toEpochMilli() / 1000.0, samples).encode(SenmlFormat.CBOR);
    }

    static Snapshot decode(byte[] body) {
        return Pack.stored(body, SenmlFormat.CBOR)
                .map(pack -> of(readingsOf(pack, pack.instant(Instant.EPOCH))))
                .orElse(EMPTY);
    }
}
