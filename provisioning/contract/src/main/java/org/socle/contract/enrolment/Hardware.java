package org.socle.contract.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What tells one machine's hardware from another's: digests of the numbers its parts carry, never the numbers themselves.
 * Thread-safe, immutable.
 *
 * <p>No single number can be trusted: firmware says {@code 123456789}, a docking station brings its network card to every
 * laptop of the room, a disk moves or its content is copied. So parts are compared one by one, and the majority decides.
 */
public final class Hardware {
    private static final String URN = "urn:socle:hardware:";
    private static final int DIGEST_BYTES = 16;

    /** The parts that carry a number. */
    public enum Part {
        /** UUID and serial numbers in the firmware, or the serial number of a board. */
        FIRMWARE,
        /** Addresses of built-in network cards. */
        NETWORK,
        /** Serial numbers of built-in disks. */
        DISK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How two machines' hardware relates. */
    public enum Likeness {
        /** The same machine, parts of it maybe replaced. */
        SAME,
        /** Two machines. */
        DIFFERENT,
        /** As much speaks for one as for the other: a person has to say. */
        UNCERTAIN
    }

    private final Map<Part, Set<String>> digests;

    private Hardware(Map<Part, Set<String>> digests) {
        this.digests = digests;
    }

    /** The hardware with these numbers; parts without numbers are unknown. */
    public static Hardware of(Map<Part, ? extends Collection<String>> numbers) {
        Map<Part, Set<String>> digests = new EnumMap<>(Part.class);
        numbers.forEach((part, values) -> values.forEach(
                value -> digests.computeIfAbsent(part, p -> new TreeSet<>()).add(digest(part, value))));
        return new Hardware(digests);
    }

    private static String digest(Part part, String number) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((part.word() + ":" + number.strip().toLowerCase(Locale.ROOT))
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The hardware as names, one each number: {@code urn:socle:hardware:network:3b7c…}. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        digests.forEach((part, values) -> values.forEach(value -> names.add(URN + part.word() + ":" + value)));
        return names;
    }

    /** The hardware with these names; other names are passed over. */
    public static Hardware named(Collection<String> names) {
        Map<Part, Set<String>> digests = new EnumMap<>(Part.class);
        for (String name : names) {
            part(name)
                    .ifPresent(part -> digests.computeIfAbsent(part, p -> new TreeSet<>())
                            .add(name.substring(name.lastIndexOf(':') + 1)));
        }
        return new Hardware(digests);
    }

    private static Optional<Part> part(String name) {
        for (Part part : Part.values()) {
            String start = URN + part.word() + ":";
            if (name.startsWith(start) && name.substring(start.length()).matches("[0-9a-f]{32}")) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** Whether nothing is known of it. */
    public boolean unknown() {
        return digests.isEmpty();
    }

    /** Compares the parts that both are known of: a part is the same when it has a number in common. */
    public Likeness compare(Hardware other) {
        int same = 0;
        int different = 0;
        for (Map.Entry<Part, Set<String>> part : digests.entrySet()) {
            Set<String> others = other.digests.getOrDefault(part.getKey(), Set.of());
            if (others.isEmpty()) {
                continue;
            }
            if (part.getValue().stream().anyMatch(others::contains)) {
                same++;
            } else {
                different++;
            }
        }
        if (same == 0) {
            return Likeness.DIFFERENT;
        }
        return same > different ? Likeness.SAME : same < different ? Likeness.DIFFERENT : Likeness.UNCERTAIN;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hardware hardware && hardware.digests.equals(digests);
    }

    @Override
    public int hashCode() {
        return digests.hashCode();
    }

    @Override
    public String toString() {
        return String.join(" ", names());
    }
}
