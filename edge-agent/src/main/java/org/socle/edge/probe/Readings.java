package org.socle.edge.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Values;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Resource;
import org.socle.edge.tree.Reading;

/**
 * What one read of one probe gave. Values are checked against the catalogue as they come; the resource that names an
 * instance is filled from the instance's name. Not thread-safe.
 */
public final class Readings {

    /** Longest text that leaves the machine. */
    private static final int MAX_TEXT = 255;

    private static final Map<Family, Resource> NAMING = Catalogue.resources().values().stream()
            .filter(Resource::naming)
            .collect(Collectors.toUnmodifiableMap(Resource::family, Function.identity()));

    private final List<Reading> list = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();
    private final Map<Family, List<String>> named = new HashMap<>();
    private @Nullable IOException missed;

    /**
     * A value of an object with a single instance. One outside the catalogue's range is left out, and noted.
     *
     * @throws IllegalArgumentException when the value is not of the resource's type: a fault of the probe
     */
    public void put(Resource resource, Object value) {
        if (resource.family().multiple()) {
            throw new IllegalArgumentException(resource.key() + " needs the name of an instance");
        }
        add(resource, null, value);
    }

    /**
     * A value of one of several instances. One outside the catalogue's range is left out, and noted.
     *
     * @param instanceName what tells it from the others, the same at every read
     * @throws IllegalArgumentException when the value is not of the resource's type: a fault of the probe
     */
    public void put(Resource resource, String instanceName, Object value) {
        Family family = resource.family();
        Resource naming = NAMING.get(family);
        String name = clean(instanceName);
        if (naming == null || name.isEmpty()) {
            throw new IllegalArgumentException(resource.key() + " has no instance named '" + instanceName + "'");
        }
        List<String> names = named.computeIfAbsent(family, f -> new ArrayList<>());
        if (!names.contains(name)) {
            names.add(name);
            add(naming, name, name);
        }
        if (resource != naming) {
            add(resource, name, value);
        }
    }

    /** The value when there is one, nothing otherwise. */
    public void putIf(Resource resource, Optional<?> value) {
        value.ifPresent(present -> put(resource, present));
    }

    /** The value when there is one, nothing otherwise. */
    public void putIf(Resource resource, String instanceName, Optional<?> value) {
        value.ifPresent(present -> put(resource, instanceName, present));
    }

    /** The value when there is one; otherwise it is noted where it was looked for: a path, and a word its line begins with. */
    public void putIf(Resource resource, Optional<?> value, String place) {
        putIf(resource, value);
        if (value.isEmpty()) {
            absent(resource, Why.LOOKED, place);
        }
    }

    /** The value when there is one; otherwise it is noted where it was looked for: a path, and a word its line begins with. */
    public void putIf(Resource resource, String instanceName, Optional<?> value, String place) {
        putIf(resource, instanceName, value);
        if (value.isEmpty()) {
            absent(resource, instanceName, Why.LOOKED, place);
        }
    }

    /** Says why a reading is not given; nothing of it is sent. */
    public void absent(Resource resource, Why why, String subject) {
        absences.add(new Absence(resource, null, why, subject));
    }

    /** Says why a reading of one instance is not given; nothing of it is sent. */
    public void absent(Resource resource, String instanceName, Why why, String subject) {
        absences.add(new Absence(resource, instanceName, why, subject));
    }

    /** What was left out because no machine has it, such as a sensor at 65,535 °C: {@code temperature.value (Tctl) = 65535}. */
    public List<String> impossible() {
        return absences.stream()
                .filter(absence -> absence.why() == Why.IMPOSSIBLE)
                .map(absence -> absence.resource().key()
                        + (absence.instance() == null ? "" : " (" + absence.instance() + ")")
                        + " = " + absence.said())
                .toList();
    }

    /** What is not given, and why, in order. */
    public List<Absence> absences() {
        return List.copyOf(absences);
    }

    /** Says that the probe could not read all of it, and why; what was put stands. The first reason is kept. */
    public void miss(IOException reason) {
        if (missed == null) {
            missed = reason;
        }
    }

    /** Why the probe could not read all of it; empty when it could. */
    public Optional<IOException> missed() {
        return Optional.ofNullable(missed);
    }

    private void add(Resource resource, @Nullable String name, Object value) {
        Object fitting = Values.coerce(resource.type(), value);
        if (fitting == null || (fitting instanceof Double number && !Double.isFinite(number))) {
            throw new IllegalArgumentException(resource.key() + " is a " + resource.type() + ", not " + value);
        }
        if (!resource.allows(fitting)) {
            // Sent, it would have the server refuse all that is in the pack.
            absences.add(Absence.impossible(resource, name, String.valueOf(fitting)));
            return;
        }
        if (fitting instanceof String text) {
            fitting = clean(text);
            if (fitting.equals("")) {
                return;
            }
        }
        list.add(new Reading(resource, name, fitting));
    }

    /** What firmware and labels hold is not always fit to print. */
    private static String clean(String text) {
        String printable = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.isDefined(c) && c != 0xFFFD)
                .limit(MAX_TEXT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.strip();
    }

    /** Everything put, in order. */
    public List<Reading> list() {
        return List.copyOf(list);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }
}
