package org.socle.fleet.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
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
import org.socle.fleet.store.Database;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

class ImportTest {
    private static final String LIST = """
            Collectivité;Circonscription;UAI;École;Salle;Contact;Téléphone
            Ville de Grenoble;Grenoble 1;0381778B;École Jean Macé;Salle 1;Mme Roy;04 76 00 00 00
            Ville de Grenoble;Grenoble 1;0381778B;École Jean Macé;Salle 2;;
            Ville de Grenoble;Grenoble 2;0381780D;"École ""Le Lac""; annexe";;;
            Isère;;0380004Y;Collège Stendhal;CDI;;
            """;

    private final Database database;
    private final Places places;
    private final Audit audit;

    ImportTest(@TempDir Path directory) {
        database = Database.open(directory);
        places = new Places(database, Clock.systemUTC());
        audit = new Audit(database, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Viewer viewer(Scope scope) {
        return new Viewer(7L, "Anne", Role.TECHNICIAN, scope, Set.of(Permission.EDIT_PLACES), "secret");
    }

    private ImportPlan plan(String text) {
        return places.plan(Scope.EVERYTHING, ImportFile.parse(text));
    }

    private void apply(String text) {
        places.apply(
                viewer(Scope.EVERYTHING), ImportFile.parse(text), plan(text).fingerprint());
    }

    private List<String> all() {
        return places.after(Scope.EVERYTHING, Set.of(PlaceKind.values()), "", 0, 100).stream()
                .map(listed -> listed.place().kind() + " " + listed.place().name())
                .toList();
    }

    private static List<String> verdicts(ImportPlan plan) {
        return plan.lines().stream()
                .map(line -> line.line().number() + " "
                        + (line.refusal() == null
                                ? line.verdict()
                                : line.refusal().in(Messages.ENGLISH)))
                .toList();
    }

    @Test
    void aPreviewWritesNothingAndAnImportWhatItSaid() {
        ImportPlan plan = plan(LIST);
        assertThat(verdicts(plan)).containsExactly("2 CREATED", "3 CREATED", "4 CREATED", "5 CREATED");
        assertThat(plan.lines().get(2).differences())
                .containsExactly(
                        new Difference("circonscription", "", "Grenoble 2"),
                        new Difference("school", "", "École \"Le Lac\"; annexe"));
        assertThat(plan.possible()).isTrue();
        assertThat(all()).isEmpty();

        apply(LIST);
        assertThat(all())
                .containsExactly(
                        "COLLECTIVITE Ville de Grenoble",
                        "CIRCONSCRIPTION Grenoble 1",
                        "SCHOOL École Jean Macé",
                        "ROOM Salle 1",
                        "ROOM Salle 2",
                        "CIRCONSCRIPTION Grenoble 2",
                        "SCHOOL École \"Le Lac\"; annexe",
                        "COLLECTIVITE Isère",
                        "SCHOOL Collège Stendhal",
                        "ROOM CDI");
        Place mace = places.school(Scope.EVERYTHING, new UaiCode("0381778B")).orElseThrow();
        assertThat(mace.details())
                .isEqualTo(new PlaceDetails("École Jean Macé", "0381778B", "Mme Roy", "04 76 00 00 00", ""));
        assertThat(audit.list(Scope.EVERYTHING, new AuditFilter(Action.PLACES_IMPORTED, ""), 1, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("created", "10"));
    }

    @Test
    void aSecondImportChangesNothing() {
        apply(LIST);

        ImportPlan again = plan(LIST);
        assertThat(verdicts(again)).containsExactly("2 SAME", "3 SAME", "4 SAME", "5 SAME");
        assertThat(again.steps()).isEmpty();
    }

    @Test
    void aSchoolIsMovedAndChangedAndKeepsWhatIsNotSaid() {
        apply(LIST);
        String change = "\ufeffuai,école,collectivite,circonscription,courriel\n"
                + "0381778B,École Macé,Ville de Grenoble,Grenoble 2,mace@example.org\n";

        assertThat(verdicts(plan(change))).containsExactly("2 CHANGED");
        assertThat(plan(change).lines().get(0).differences())
                .containsExactly(
                        new Difference("place", "Ville de Grenoble › Grenoble 1", "Ville de Grenoble › Grenoble 2"),
                        new Difference("name", "École Jean Macé", "École Macé"),
                        new Difference("email", "", "mace@example.org"));
        apply(change);

        Place mace = places.school(Scope.EVERYTHING, new UaiCode("0381778B")).orElseThrow();
        assertThat(mace.details())
                .isEqualTo(new PlaceDetails("École Macé", "0381778B", "Mme Roy", "04 76 00 00 00", "mace@example.org"));
        assertThat(places.line(Scope.EVERYTHING, mace))
                .extracting(Place::name)
                .containsExactly("Ville de Grenoble", "Grenoble 2", "École Macé");
        assertThat(audit.list(Scope.EVERYTHING, new AuditFilter(Action.PLACE_CHANGED, ""), 1, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsExactly(
                                Map.entry("name", "École Jean Macé → École Macé"),
                                Map.entry("email", "— → mace@example.org")));
        assertThat(places.children(Scope.EVERYTHING, mace.id(), 1, 9)).hasSize(2);
    }

    @Test
    void oneWrongLineHoldsUpAllAndEachIsTold() {
        String list = """
                collectivite;uai;ecole
                Isère;0380004Y;Collège Stendhal
                Isère;0380004Z;Collège faux
                ;0381780D;Sans collectivité
                Isère;0380004Y;Collège Stendhal
                Isère;0381780D;
                """;
        ImportPlan plan = plan(list);

        assertThat(verdicts(plan))
                .containsExactly(
                        "2 CREATED",
                        "3 “0380004Z” is no UAI code: seven digits and their check letter are needed.",
                        "4 The field “collectivité” is empty.",
                        "5 The school 0380004Y is already further up in the list.",
                        "6 Give this place a name.");
        assertThat(plan.possible()).isFalse();
        refused("Some lines are refused: nothing has been imported.", () -> apply(list));
        assertThat(all()).isEmpty();
    }

    @Test
    void whatFailsHalfwayLeavesNothing() {
        database.writing(handle -> handle.execute("CREATE TRIGGER no_cdi BEFORE INSERT ON place WHEN NEW.name = 'CDI'"
                + " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"));

        assertThatExceptionOfType(JdbiException.class)
                .isThrownBy(() -> apply(LIST))
                .withStackTraceContaining("the disk is full");
        assertThat(all()).isEmpty();
        assertThat(audit.list(Scope.EVERYTHING, AuditFilter.NONE, 1, 10)).isEmpty();
    }

    @Test
    void aPlanThatIsNoLongerTrueIsNotDone() {
        String fingerprint = plan(LIST).fingerprint();
        places.create(viewer(Scope.EVERYTHING), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Isère"));

        refused(
                "The places have changed meanwhile: read again what would change.",
                () -> places.apply(viewer(Scope.EVERYTHING), ImportFile.parse(LIST), fingerprint));
        assertThat(all()).containsExactly("COLLECTIVITE Isère");
    }

    @Test
    void nothingOutsideTheScopeIsTouched() {
        apply(LIST);
        Place grenoble = places.named(Scope.EVERYTHING, "Ville de Grenoble").orElseThrow();
        Scope scope = Scope.of(grenoble.path());
        String list = """
                collectivite;uai;ecole
                Isère;0382032C;Collège nouveau
                Ville de Grenoble;0380004Y;Collège volé
                Ville de Grenoble;0301674G;École nouvelle
                """;

        assertThat(verdicts(places.plan(scope, ImportFile.parse(list))))
                .containsExactly(
                        "2 The local authority “Isère” is not yours to look after.",
                        "3 The UAI code 0380004Y already is that of a school.",
                        "4 CREATED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                            | This list is empty.
                    'collectivite;uai;ecole'      | This list is empty.
                    'collectivite;uai;pupils'     | Unknown columns: pupils. Possible columns: collectivité, circonscription, uai, école, salle, contact, téléphone, courriel.
                    'uai;ecole'                   | The column “collectivité” is missing. Possible columns: collectivité, circonscription, uai, école, salle, contact, téléphone, courriel.
                    'uai;uai'                     | The column “uai” is there twice.
                    """)
    void aListThatCannotBeReadSaysWhy(String text, String reason) {
        refused(reason, () -> ImportFile.parse(text));
    }

    @Test
    void aWorkbookIsNotTakenForAList() {
        refused(
                "This file is no text. Save the list as CSV (UTF-8) and try again.",
                () -> CsvList.text(new byte[] {'P', 'K', 3, 4, 0}));
    }

    @Test
    void oldSpreadsheetsAreReadToo() {
        Charset old = Charset.forName("windows-1252");
        assertThat(CsvList.text("École ; salle n° 1 – œuvre".getBytes(old))).isEqualTo("École ; salle n° 1 – œuvre");
        assertThat(CsvList.text("École".getBytes(StandardCharsets.UTF_8))).isEqualTo("École");
        assertThat(ImportFile.parse("\ufeffcollectivité;uai;école\r\nIsère;0380004Y;Stendhal\r\n\r\n")
                        .lines())
                .extracting(ImportLine::school)
                .containsExactly("Stendhal");
    }

    private static void refused(String reason, Runnable change) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(change::run)
                .satisfies(refusal -> assertThat(Objects.requireNonNull(refusal).in(Messages.ENGLISH))
                        .isEqualTo(reason));
    }
}
