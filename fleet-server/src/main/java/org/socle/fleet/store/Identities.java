package org.socle.fleet.store;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.socle.contract.config.ConfigException;

/**
 * Which ids the parts of a data directory carry.
 *
 * @param file what the directory says of itself; empty for none
 * @param parts those that are there, each with its id, or none
 * @param demo whether lost keys and messages cost nothing
 */
record Identities(Path data, Optional<InstallationFile> file, Map<Part, Optional<UUID>> parts, boolean demo) {

    /**
     * Looks at a directory.
     *
     * @param database the id its database carries; empty for none
     */
    static Identities of(Path data, Optional<UUID> database, boolean demo) {
        Map<Part, Optional<UUID>> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            if (part.isIn(data)) {
                parts.put(part, part == Part.DATABASE ? database : InstallationFile.carriedBy(part.in(data)));
            }
        }
        return new Identities(data, InstallationFile.of(data), parts, demo);
    }

    /**
     * What the directory is, once its parts are known to belong together.
     *
     * @throws ConfigException when one is missing or of another installation
     */
    InstallationFile agreed() {
        InstallationFile known = file.orElseGet(this::gathered);
        for (Part part : Part.values()) {
            if (!parts.containsKey(part)) {
                if (!known.make().contains(part) && !(demo && part != Part.DATABASE)) {
                    throw Installation.missing(data, part);
                }
            } else if (!belongs(part, known)) {
                throw new ConfigException("the " + part.word() + " " + part.in(data) + " carries "
                        + parts.get(part).map(id -> "the id " + id).orElse("no id") + ", but the data directory is "
                        + known.id() + " (" + InstallationFile.NAME
                        + "): it is of another installation, or older than these ids. Put the one of this installation there;"
                        + " or, if this one is meant: socle-server adopt " + part.word());
            }
        }
        return known;
    }

    /** A part that may be made, and one of a time when there were no ids, gets the id. */
    private boolean belongs(Part part, InstallationFile known) {
        Optional<UUID> carried = parts.getOrDefault(part, Optional.empty());
        boolean growing = file.isEmpty() || known.make().contains(part) || demo;
        return carried.isPresent() ? carried.get().equals(known.id()) : growing;
    }

    /** A directory that says nothing of itself: a new one, one of before there were ids, or one whose file was lost. */
    private InstallationFile gathered() {
        if (parts.isEmpty()) {
            return InstallationFile.fresh();
        }
        Set<UUID> ids = new HashSet<>();
        parts.values().forEach(id -> id.ifPresent(ids::add));
        if (ids.size() > 1) {
            throw new ConfigException("the parts in " + data + " are of different installations: " + parts
                    + ". Restore them from one backup; or say which are meant: socle-server adopt PART");
        }
        return new InstallationFile(
                ids.isEmpty() ? UUID.randomUUID() : ids.iterator().next(), Set.of(), List.of());
    }
}
