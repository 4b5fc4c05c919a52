package org.socle.fleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.access.Scope;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.audit.Entry;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

class FactsImportTest {
    private static final String HEAD =
            "number,uai,category,made,acquired,how,price,flat,retired,destination,oriented\n";

    private FixtureYear year;

    @BeforeEach
    void open(@TempDir Path directory) {
        year = new FixtureYear(directory);
    }

    @AfterEach
    void close() {
        year.close();
    }

    private FactsPlan plan(String list) {
        return year.equipment.plan(year.ofSchool().scope(), FactsFile.parse(list));
    }

    private Item item(String name) {
        return year.equipment.all(Scope.EVERYTHING).stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Entry> log() {
        return new Audit(year.database, Clock.systemUTC()).list(Scope.EVERYTHING, AuditFilter.NONE, 1, 100);
    }

    @Test
    void thePreviewWritesNothingAndTheImportWritesAllOfIt() {
        FactsFile file = FactsFile.parse(FixtureYear.resource("2025.csv"));
        FactsPlan plan = year.equipment.plan(year.ofSchool().scope(), file);

        assertThat(plan.possible()).isTrue();
        assertThat(plan.count(FactsPlan.Verdict.CHANGED)).isEqualTo(3);
        assertThat(plan.count(FactsPlan.Verdict.CREATED)).isEqualTo(22);
        assertThat(year.equipment.all(Scope.EVERYTHING)).hasSize(4).allMatch(item -> item.id() == 0);

        year.equipment.apply(year.ofSchool(), file, plan.fingerprint());

        assertThat(year.equipment.all(Scope.EVERYTHING)).hasSize(26);
        assertThat(item("SN-B").facts().price()).isEqualTo(65_000);
        assertThat(item("TEL-1").place()).isEqualTo(year.school.id());
        assertThat(item("R-2").facts().bordereau()).isEqualTo("BSD-2025-17");
        assertThat(log()).extracting(Entry::action).contains(Action.FACTS_IMPORTED, Action.EQUIPMENT_ADDED);
        FactsPlan again = year.equipment.plan(year.ofSchool().scope(), file);
        assertThat(again.count(FactsPlan.Verdict.SAME)).isEqualTo(25);
        assertThat(again.steps()).isEmpty();
    }

    @Test
    void oneWrongLineAndNothingIsWritten() {
        FactsFile file = FactsFile.parse(HEAD + "SN-A,,laptop,2019,,,,,,,\nX-1,0381778B,toaster,,,,,,,,\n");
        FactsPlan plan = year.equipment.plan(year.ofSchool().scope(), file);

        assertThat(plan.possible()).isFalse();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> year.equipment.apply(year.ofSchool(), file, plan.fingerprint()));
        assertThat(item("SN-A").id()).isZero();
        assertThat(log()).extracting(Entry::action).doesNotContain(Action.FACTS_CHANGED);
    }

    @Test
    void whatChangedSinceThePreviewIsPreviewedAgain() {
        FactsFile file = FactsFile.parse(HEAD + "SN-A,,laptop,2019,,,,,,,\n");
        String agreed = year.equipment.plan(year.ofSchool().scope(), file).fingerprint();
        year.take(year.ofSchool(), HEAD + "SN-A,,laptop,2018,,,,,,,\n");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> year.equipment.apply(year.ofSchool(), file, agreed))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("facts.import.changed"));
        assertThat(item("SN-A").facts().made()).isEqualTo(2018);
    }

    /** Each mistake has a message of its own, in words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",0381778B,screen,,,,,,,,|facts.refused.number",
                "X-1,,screen,,,,,,,,|facts.refused.uai.missing",
                "X-1,0381778B,,,,,,,,,|facts.refused.category.missing",
                "X-1,0381778B,toaster,,,,,,,,|facts.refused.category.word",
                "X-1,0380004Y,screen,,,,,,,,|facts.refused.uai",
                "X-1,nowhere,screen,,,,,,,,|facts.refused.uai",
                "X-1,0381778B,screen,,2025-02-30,,,,,,|facts.refused.acquired.day",
                "X-1,0381778B,screen,,2027-01-01,,,,,,|facts.refused.acquired.order",
                "X-1,0381778B,screen,2026,2025-01-01,new,1,,,,|facts.refused.made",
                "X-1,0381778B,screen,19,,,,,,,|facts.refused.made",
                "X-1,0381778B,screen,,2025-01-01,stolen,,,,,|facts.refused.how.word",
                "X-1,0381778B,screen,,2025-01-01,new,1.234,,,,|facts.refused.price",
                "X-1,0381778B,screen,,2025-01-01,new,-5,,,,|facts.refused.price",
                "X-1,0381778B,screen,,2025-01-01,gift,100,,,,|facts.refused.price.gift",
                "X-1,0381778B,screen,,2025-01-01,,100,,,,|facts.refused.price.gift",
                "X-1,0381778B,screen,,2025-01-01,new,1,5,,,|facts.refused.flat.bought",
                "X-1,0381778B,laptop,2023,2025-01-01,gift,,150,,,|facts.refused.flat.known",
                "X-1,0381778B,screen,,2025-01-01,new,1,,2024-12-31,,|facts.refused.retired.order",
                "X-1,0381778B,screen,,,,,,,sale,|facts.refused.retired.missing",
                "X-1,0381778B,screen,,,,,,2025-01-01,moon,|facts.refused.destination.word",
                "X-1,0381778B,screen,,,,,,2025-01-01,,2025-01-02|facts.refused.destination.missing",
                "X-1,0381778B,screen,,,,,,2025-01-01,sale,2024-01-01|facts.refused.oriented.order"
            })
    void wrongLinesAreRefusedWithTheirReason(String line, String key) {
        FactsPlan plan = plan(HEAD + line + "\n");

        assertThat(plan.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.verdict()).isEqualTo(FactsPlan.Verdict.REFUSED);
            Refusal refusal = entry.refusal();
            assertThat(refusal).isNotNull();
            assertThat(refusal.key()).isEqualTo(key);
            assertThat(refusal.in(Messages.FRENCH)).isNotBlank().doesNotContain("{");
            assertThat(refusal.in(Messages.ENGLISH)).isNotBlank().doesNotContain("{");
        });
    }

    @Test
    void aMachineOfSomebodyElseIsNoMachineHere() {
        UUID theirs = year.machine("SN-X", year.other);

        assertThat(plan(HEAD + "SN-X,,laptop,,,,,,,,\n").entries().get(0).refusal())
                .extracting(Refusal::key)
                .isEqualTo("facts.refused.uai.missing");
        // With a school of one's own it becomes a thing there; the machine knows nothing of it.
        year.take(year.ofSchool(), HEAD + "SN-X,0381778B,laptop,2020,,,,,,,\n");
        assertThat(year.equipment
                        .machine(Scope.EVERYTHING, theirs)
                        .orElseThrow()
                        .id())
                .isZero();
        assertThat(year.equipment.machine(Scope.of(year.school.path()), theirs)).isEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> year.equipment.save(year.ofSchool(), theirs, FactsText.of(Facts.NONE)));
    }

    @Test
    void aMachineInAnotherSchoolThanTheListSaysIsRefused() {
        FactsPlan plan = year.equipment.plan(Scope.EVERYTHING, FactsFile.parse(HEAD + "SN-A,0380004Y,,,,,,,,,\n"));

        assertThat(plan.entries().get(0).refusal()).extracting(Refusal::key).isEqualTo("facts.refused.uai.elsewhere");
    }

    @Test
    void aNumberThatSeveralHaveIsRefusedAndSoIsOneThatComesTwice() {
        year.machine("SN-A", year.school);

        FactsPlan plan = plan(HEAD + "sn-a,,laptop,,,,,,,,\nSN-B,,,2020,,,,,,,\nSN-B,,,2021,,,,,,,\n");
        assertThat(plan.entries().get(0).refusal()).extracting(Refusal::key).isEqualTo("facts.refused.number.many");
        assertThat(plan.entries().get(1).verdict()).isEqualTo(FactsPlan.Verdict.CHANGED);
        assertThat(plan.entries().get(2).refusal()).extracting(Refusal::key).isEqualTo("facts.refused.number.again");
    }

    @Test
    void aThingWhoseMachineComesIsThatMachine() {
        year.take(year.ofSchool(), HEAD + "SN-NEW,0381778B,laptop,2021,2025-01-01,reuse,250,,,,\n");
        year.machine("SN-NEW", year.school);
        assertThat(year.equipment.all(Scope.EVERYTHING)).hasSize(6);

        year.take(year.ofSchool(), HEAD + "SN-NEW,,,,,,,,,,\n");

        List<Item> all = year.equipment.all(Scope.EVERYTHING);
        assertThat(all).hasSize(5);
        assertThat(item("SN-NEW").machine()).isNotNull();
        assertThat(item("SN-NEW").facts().price()).isEqualTo(25_000);
    }

    @Test
    void anEmptyFieldLeavesWhatIsKnownAndTheLogTellsWhatChanged() {
        year.take(year.ofSchool(), HEAD + "SN-A,,laptop,2019,2025-03-10,reuse,300,,,,\n");
        year.take(year.ofSchool(), HEAD + "SN-A,,,,,,250.5,,,,\n");

        assertThat(item("SN-A").facts().price()).isEqualTo(25_050);
        assertThat(item("SN-A").facts().acquired()).isEqualTo(LocalDate.of(2025, 3, 10));
        assertThat(log())
                .filteredOn(entry -> entry.action() == Action.FACTS_CHANGED)
                .first()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("facts", "price 300.00→250.50"));
    }

    @Test
    void thingsAreEnteredChangedAndForgotten() {
        FactsText screen = new FactsText(Map.of("category", "screen"));
        long id = year.equipment.save(year.ofSchool(), 0, "ECR-9", "0381778B", screen);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> year.equipment.save(year.ofSchool(), 0, "ecr-9", "0381778B", screen));
        // That of a machine, whose facts are on its own page.
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> year.equipment.save(year.ofSchool(), 0, "SN-A", "0381778B", screen));
        // What others have does not show by a refusal.
        long theirs =
                year.equipment.save(FixtureYear.viewer(Scope.of(year.other.path())), 0, "ECR-9", "0380004Y", screen);
        assertThat(theirs).isNotEqualTo(id);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> year.equipment.save(year.ofSchool(), theirs, "ECR-9", "0381778B", screen));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> year.equipment.remove(year.ofSchool(), theirs));

        year.equipment.remove(year.ofSchool(), id);

        assertThat(year.equipment.thing(Scope.EVERYTHING, id)).isEmpty();
        assertThat(year.equipment.thing(Scope.EVERYTHING, theirs)).isPresent();
        assertThat(log()).extracting(Entry::action).contains(Action.EQUIPMENT_REMOVED);
    }

    @Test
    void aPlaceWithThingsInItIsNotDeleted() {
        year.equipment.save(year.ofSchool(), 0, "ECR-9", "0381778B", new FactsText(Map.of("category", "screen")));
        year.database.writing(handle -> handle.execute("UPDATE machine SET place = NULL"));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> year.places.delete(FixtureYear.viewer(Scope.EVERYTHING), year.school.id()))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("place.refused.delete"));
    }

    @Test
    void peopleMayWriteShortWordsAndShortLines() {
        FactsFile file =
                FactsFile.parse("numéro;uai;catégorie;comment\nX-1;0381778B;Portable;Neuf\nX-2;0381778B;écran\n");
        FactsPlan plan = year.equipment.plan(year.ofSchool().scope(), file);
        assertThat(plan.possible()).isTrue();
        year.equipment.apply(year.ofSchool(), file, plan.fingerprint());
        assertThat(item("X-1").facts().how()).isEqualTo(Acquisition.NEW);
        assertThat(item("X-1").facts().category()).isEqualTo(Category.LAPTOP);
        assertThat(item("X-2").facts().category()).isEqualTo(Category.SCREEN);
    }

    @Test
    void aLineThatIsTooLongIsNamed() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> FactsFile.parse("numéro;uai\nX-1;0381778B\nX-2;0381778B;écran;neuf\n"))
                .satisfies(refusal -> assertThat(refusal.in(Messages.FRENCH)).startsWith("Ligne 3 :"));
    }

    @Test
    void anUnknownWordIsRefusedWithThoseOfThePages() {
        FactsFile file = FactsFile.parse("numéro;uai;catégorie\nX-1;0381778B;grille-pain\n");
        FactsPlan.Entry entry =
                year.equipment.plan(year.ofSchool().scope(), file).entries().get(0);
        assertThat(Objects.requireNonNull(entry.refusal()).in(Messages.FRENCH))
                .contains("grille-pain", "ordinateur portable, ordinateur fixe")
                .doesNotContain("laptop");
    }
}
