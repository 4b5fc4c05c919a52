package org.socle.fleet.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Machine;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** A database with two schools of two collectivités, and machines with serial numbers in the first; it is February 2026. */
final class FixtureYear implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");

    final Database database;
    final Equipment equipment;
    final Places places;
    final Place school;
    final Place other;

    FixtureYear(Path directory) {
        database = Database.open(directory);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        equipment = new Equipment(database, clock);
        places = new Places(database, clock);
        school = school("Ville de Grenoble", "École Jean Macé", "0381778B");
        other = school("Isère", "Collège Stendhal", "0380004Y");
        for (String serial : new String[] {"SN-A", "SN-B", "SN-C", "SN-D"}) {
            machine(serial, school);
        }
    }

    private Place school(String town, String name, String uai) {
        Viewer root = viewer(Scope.EVERYTHING);
        Place above = places.create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named(town));
        return places.create(root, above.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    /** Adds a machine whose host name is its serial number. */
    UUID machine(String serial, Place place) {
        UUID device = UUID.randomUUID();
        database.writing(handle -> {
            MachineTable table = new MachineTable();
            var machine = table.findOrAdd(handle, device, NOW);
            table.describe(
                    handle,
                    machine,
                    Snapshot.of(List.of(
                            new Reading(Machine.HOST_NAME, 0, serial, NOW),
                            new Reading(Device.SERIAL_NUMBER, 0, serial, NOW))));
            table.place(handle, machine, place.id());
        });
        return device;
    }

    static Viewer viewer(Scope scope) {
        return new Viewer(7L, "Anne", Role.OFFICER, scope, Set.of(Permission.EDIT_FACTS), "secret");
    }

    Viewer ofSchool() {
        return viewer(Scope.of(school.path()));
    }

    /** Imports a list as somebody who has agreed to it. */
    FactsPlan take(Viewer viewer, String list) {
        FactsFile file = FactsFile.parse(list);
        FactsPlan plan = equipment.plan(viewer.scope(), file);
        equipment.apply(viewer, file, plan.fingerprint());
        return plan;
    }

    static String resource(String name) {
        try (InputStream in = FixtureYear.class.getResourceAsStream("/lifecycle/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
