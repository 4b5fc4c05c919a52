package org.socle.fleet.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.audit.Entry;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Status;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

class PlacesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Viewer ADMIN = viewer("Anne", Scope.EVERYTHING);

    private final Database database;
    private final Places places;
    private final Machines machines;
    private final Audit audit;
    private Place commune;
    private Place circonscription;
    private Place mace;
    private Place room;

    PlacesTest(@TempDir Path directory) {
        database = Database.open(directory);
        places = new Places(database, CLOCK);
        machines = new Machines(database, CLOCK);
        audit = new Audit(database, CLOCK);
    }

    private static Viewer viewer(String name, Scope scope) {
        return new Viewer(7L, name, Role.TECHNICIAN, scope, Set.of(Permission.EDIT_PLACES), "secret");
    }

    private static PlaceDetails school(String name, String uai) {
        return new PlaceDetails(name, uai, "", "", "");
    }

    @BeforeEach
    void addPlaces() {
        commune = places.create(ADMIN, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville de Grenoble"));
        circonscription =
                places.create(ADMIN, commune.id(), PlaceKind.CIRCONSCRIPTION, PlaceDetails.named("Grenoble 1"));
        mace = places.create(
                ADMIN, circonscription.id(), PlaceKind.SCHOOL, school("  École  Jean Macé ", " 038 1778b"));
        room = places.create(ADMIN, mace.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void refused(String reason, Runnable change) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(change::run)
                .satisfies(refusal -> assertThat(refusal.in(Messages.ENGLISH)).isEqualTo(reason));
    }

    private List<Entry> log() {
        return audit.list(Scope.EVERYTHING, AuditFilter.NONE, 1, 100);
    }

    @Test
    void aPlaceKnowsItsWayUp() {
        assertThat(room.path())
                .isEqualTo("/%d/%d/%d/%d/".formatted(commune.id(), circonscription.id(), mace.id(), room.id()));
        assertThat(mace.name()).isEqualTo("École Jean Macé");
        assertThat(mace.uai()).isEqualTo("0381778B");
        assertThat(places.line(Scope.EVERYTHING, room))
                .extracting(Place::name)
                .containsExactly("Ville de Grenoble", "Grenoble 1", "École Jean Macé", "Salle 1");
        assertThat(places.line(Scope.of(mace.path()), room))
                .extracting(Place::name)
                .containsExactly("École Jean Macé", "Salle 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SCHOOL          | commune | École | 0381778C | '“0381778C” is no UAI code: seven digits and their check letter are needed.'
                    SCHOOL          | commune | École | 0381778B | The UAI code 0381778B already is that of a school.
                    SCHOOL          | commune | École |          | A school needs its UAI code.
                    SCHOOL          | room    | École | 0380004Y | This kind of place cannot be there.
                    ROOM            | commune | Salle |          | This kind of place cannot be there.
                    COLLECTIVITE    | commune | Ville |          | This kind of place cannot be there.
                    ROOM            | mace    | SALLE 1 |        | There already is a place called “SALLE 1” there.
                    CIRCONSCRIPTION | commune | '  '  |          | Give this place a name.
                    """)
    void whatDoesNotFitIsRefused(PlaceKind kind, String parent, String name, String uai, String reason) {
        Place into = Map.of("commune", commune, "mace", mace, "room", room).get(parent);
        int before = log().size();

        refused(reason, () -> places.create(ADMIN, into.id(), kind, school(name, uai == null ? "" : uai)));
        assertThat(log()).hasSize(before);
    }

    @Test
    void phoneAndMailAreLookedAt() {
        refused(
                "“call me” is no phone number.",
                () -> places.change(ADMIN, mace.id(), new PlaceDetails("École", "0381778B", "", "call me", "")));
        refused(
                "“nobody” is no e-mail address.",
                () -> places.change(ADMIN, mace.id(), new PlaceDetails("École", "0381778B", "", "", "nobody")));
        Place changed = places.change(
                ADMIN,
                mace.id(),
                new PlaceDetails("École", "0381778B", "Mme Roy", "04 76 00 00 00", "ecole@example.org"));
        assertThat(changed.details())
                .isEqualTo(new PlaceDetails("École", "0381778B", "Mme Roy", "04 76 00 00 00", "ecole@example.org"));
        assertThat(places.callable(Scope.of(mace.path()), room))
                .extracting(place -> place.details().contact())
                .containsExactly("Mme Roy");
    }

    @Test
    void whoToCallIsAlsoFoundFurtherUp() {
        places.change(ADMIN, commune.id(), new PlaceDetails("Ville de Grenoble", "", "M. Bac", "0476000001", ""));
        places.change(ADMIN, mace.id(), new PlaceDetails("École", "0381778B", "Mme Roy", "0476000000", ""));

        assertThat(places.callable(Scope.of(mace.path()), mace))
                .extracting(place -> place.details().contact())
                .containsExactly("Mme Roy", "M. Bac");
        assertThat(places.callable(Scope.of("/999/"), mace)).isEmpty();
    }

    @Test
    void allThatIsBelowMovesAlong() {
        Place other = places.create(ADMIN, commune.id(), PlaceKind.CIRCONSCRIPTION, PlaceDetails.named("Grenoble 2"));

        places.move(ADMIN, mace.id(), other.id());

        assertThat(places.find(Scope.EVERYTHING, room.id()).orElseThrow().path())
                .isEqualTo("/%d/%d/%d/%d/".formatted(commune.id(), other.id(), mace.id(), room.id()));
        assertThat(places.find(Scope.of(other.path()), room.id())).isPresent();
        assertThat(places.find(Scope.of(circonscription.path()), room.id())).isEmpty();
        refused("This kind of place cannot be there.", () -> places.move(ADMIN, circonscription.id(), mace.id()));
        refused("There is no such place.", () -> places.move(ADMIN, mace.id(), 999));
    }

    @Test
    void onlyAnEmptyPlaceIsDeleted() {
        UUID device = UUID.randomUUID();
        database.writing(handle -> new MachineTable().findOrAdd(handle, device, NOW));
        machines.move(ADMIN, device, room.id());
        String reason = "“%s” cannot be deleted: something still is in it, an account is limited to it,"
                + " or a review of it was frozen.";

        refused(reason.formatted("Salle 1"), () -> places.delete(ADMIN, room.id()));
        refused(reason.formatted("École Jean Macé"), () -> places.delete(ADMIN, mace.id()));
        machines.move(ADMIN, device, null);
        places.delete(ADMIN, room.id());
        places.delete(ADMIN, mace.id());

        assertThat(places.school(Scope.EVERYTHING, new UaiCode("0381778B"))).isEmpty();
        Place again = places.create(ADMIN, commune.id(), PlaceKind.SCHOOL, school("École Jean Macé", "0381778B"));
        assertThat(again.id()).as("numbers are never used again").isGreaterThan(room.id());
    }

    @Test
    void whatIsNotSeenIsNotThere() {
        Place other = places.create(ADMIN, commune.id(), PlaceKind.SCHOOL, school("Collège Stendhal", "0380004Y"));
        Viewer stranger = viewer("Paul", Scope.of(other.path()));

        assertThat(places.find(stranger.scope(), mace.id())).isEmpty();
        assertThat(places.school(stranger.scope(), new UaiCode("0381778B"))).isEmpty();
        assertThat(places.named(stranger.scope(), "0381778B")).isEmpty();
        assertThat(places.named(stranger.scope(), "École Jean Macé")).isEmpty();
        assertThat(places.search(stranger.scope(), Set.of(PlaceKind.values()), "e", 10))
                .containsExactly(other);
        assertThat(places.tops(stranger.scope(), 1, 10))
                .extracting(Listed::place)
                .containsExactly(other);
        assertThat(places.children(stranger.scope(), mace.id(), 1, 10)).isEmpty();
        assertThat(places.after(stranger.scope(), Set.of(PlaceKind.values()), "", 0, 10))
                .extracting(Listed::place)
                .containsExactly(other);
        assertThat(places.located(stranger.scope(), Set.of(mace.id(), room.id(), other.id())))
                .containsOnlyKeys(other.id());
        refused("There is no such place.", () -> places.change(stranger, mace.id(), PlaceDetails.named("x")));
        refused("There is no such place.", () -> places.delete(stranger, room.id()));
        refused("There is no such place.", () -> places.move(stranger, other.id(), circonscription.id()));
        refused(
                "There is no such place.",
                () -> places.create(stranger, mace.id(), PlaceKind.ROOM, PlaceDetails.named("x")));
        refused(
                "Only an account that sees everything can add a local authority.",
                () -> places.create(stranger, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("x")));
    }

    @Test
    void aMachineIsSeenWhereItIs() {
        Place other = places.create(ADMIN, commune.id(), PlaceKind.SCHOOL, school("Collège Stendhal", "0380004Y"));
        UUID device = UUID.randomUUID();
        database.writing(handle -> new MachineTable().findOrAdd(handle, device, NOW));
        Viewer ofMace = viewer("Marie", Scope.of(mace.path()));
        Viewer ofOther = viewer("Paul", Scope.of(other.path()));

        assertThat(machines.find(ofMace.scope(), device)).isEmpty();
        machines.move(ADMIN, device, room.id());
        assertThat(machines.find(ofMace.scope(), device)).isPresent();
        assertThat(machines.find(ofOther.scope(), device)).isEmpty();
        assertThat(machines.counts(ofMace.scope())).containsEntry(Status.OK, 1);
        assertThat(machines.counts(ofOther.scope())).containsEntry(Status.OK, 0);
        assertThat(places.located(ofMace.scope(), room.id()).orElseThrow().name())
                .isEqualTo("École Jean Macé, Salle 1");
        String reason = "A machine goes into a school or a room that you look after.";
        refused(reason, () -> machines.move(ofMace, device, other.id()));
        refused(reason, () -> machines.move(ofMace, device, null));
        refused(reason, () -> machines.move(ADMIN, device, commune.id()));
        refused("This machine is no longer there.", () -> machines.move(ofOther, device, other.id()));

        machines.move(ADMIN, device, other.id());
        long machine = machines.find(Scope.EVERYTHING, device).orElseThrow().id();
        assertThat(audit.ofMachine(Scope.EVERYTHING, machine, 10))
                .extracting(Entry::action, Entry::details)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Action.MACHINE_PLACED, Map.of("to", "Collège Stendhal")),
                        org.assertj.core.groups.Tuple.tuple(
                                Action.MACHINE_LEFT, Map.of("from", "École Jean Macé, Salle 1")),
                        org.assertj.core.groups.Tuple.tuple(
                                Action.MACHINE_PLACED, Map.of("to", "École Jean Macé, Salle 1")));
        assertThat(audit.ofMachine(ofOther.scope(), machine, 10))
                .extracting(Entry::action)
                .containsExactly(Action.MACHINE_PLACED);
        assertThat(audit.ofMachine(ofMace.scope(), machine, 10))
                .extracting(Entry::action)
                .containsExactly(Action.MACHINE_LEFT, Action.MACHINE_PLACED);
    }

    @ParameterizedTest
    @CsvSource({"ecole jean, true", "JEAN MACÉ, true", "0381778b, true", "mace jean, false", "%, false", "é, true"})
    void aNameIsFoundWithoutItsAccents(String text, boolean found) {
        assertThat(places.search(Scope.EVERYTHING, Set.of(PlaceKind.SCHOOL), text, 5))
                .hasSize(found ? 1 : 0);
    }
}
