package org.socle.fleet.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.calendar.Calendars;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;
import org.socle.fleet.connectivity.SpeedTests;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Findings;
import org.socle.fleet.finding.forecast.Forecast;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.lifecycle.Agec;
import org.socle.fleet.lifecycle.Equipment;
import org.socle.fleet.lifecycle.Facts;
import org.socle.fleet.lifecycle.FlatValues;
import org.socle.fleet.lifecycle.Reen;
import org.socle.fleet.lifecycle.Refurbished;
import org.socle.fleet.lifecycle.Share;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.ticket.HelpCodes;
import org.socle.fleet.ticket.Interventions;
import org.socle.fleet.ticket.Photos;
import org.socle.fleet.ticket.Redactions;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.web.Page;

/** The arrows of the server. */
class ArchitectureTest {
    private static final String ROOT = "org.socle.fleet";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT, "gg.jte.generated");

    /** What people and programs see at once of several slices; the kit; and what everything stands on. */
    private static final List<String> ABOVE = List.of("app", "overview", "report", "demo");

    private static final List<String> KIT = List.of("web", "store", "config", "trust");

    private static final String GROUND = ROOT + ".access..";

    private static String[] rooms(List<String> names) {
        return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    @Test
    void noArrowBetweenRoomsLeadsBack() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobodyKnowsTheApplication() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".app..", "gg.jte..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".app..")
                .check(CLASSES);
    }

    @Test
    void slicesDoNotKnowWhatShowsSeveralOfThem() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackages(rooms(ABOVE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(ABOVE))
                .check(CLASSES);
    }

    @Test
    void theKitKnowsNoSlice() {
        noClasses()
                .that()
                .resideInAnyPackage(rooms(KIT))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(rooms(KIT))))
                        .and(not(resideInAPackage(GROUND))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(GROUND)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(GROUND))))
                .check(CLASSES);
    }

    @Test
    void pagesAndCallsAreKnownToTheirRoomAndTheApplicationAlone() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .haveSimpleNameEndingWith("Api")
                .or()
                .haveSimpleNameEndingWith("Page")
                .and()
                .areNotAssignableFrom(Page.class)
                .should(beUsedOnlyByItsOwnRoomAndTheApplication())
                .check(CLASSES);
    }

    @Test
    void eachHeavyLibraryIsInOneRoom() {
        for (Map.Entry<String, String> each : Map.of(
                        "org.apache.activemq..", "intake",
                        "org.apache.pdfbox..", "report",
                        "com.openhtmltopdf..", "report",
                        "com.nimbusds..", "account")
                .entrySet()) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "." + each.getValue() + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(each.getKey())
                    .check(CLASSES);
        }
    }

    private static ArchCondition<JavaClass> beUsedOnlyByItsOwnRoomAndTheApplication() {
        return new ArchCondition<>("be used by its own room and the application only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = room(type);
                type.getDirectDependenciesToSelf().forEach(dependency -> {
                    String user = room(dependency.getOriginClass());
                    boolean allowed = user.equals(room) || user.equals("app") || user.isEmpty();
                    events.add(new SimpleConditionEvent(dependency, allowed, dependency.getDescription()));
                });
            }
        };
    }

    /** The first package below the root; empty for generated code. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).replaceAll("\\..*", "") : "";
    }

    @Test
    void judgementKnowsNeitherSqlNorWeb() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".finding.rule..")
                .or()
                .haveSimpleNameStartingWith("Silence")
                .or()
                .haveSimpleName("Habit")
                .or()
                .belongToAnyOf(
                        Finding.class,
                        org.socle.fleet.finding.Rule.class,
                        org.socle.fleet.finding.Rules.class,
                        Agec.class,
                        Reen.class,
                        Refurbished.class,
                        Share.class,
                        Facts.class,
                        FlatValues.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi..", ROOT + ".store..", ROOT + ".web..", "io.javalin..")
                .check(CLASSES);
        noClasses()
                .that()
                .belongToAnyOf(
                        Snapshot.class, Forecast.class, Timetable.class, Rules.class, Week.class, SchoolCalendar.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi..", ROOT + ".store..", ROOT + ".web..")
                .check(CLASSES);
    }

    @Test
    void aSliceNeverUsesAnotherSlicesSql() {
        classes().that(isTable()).should(beUsedOnlyByItsOwnSliceAndTheIntake()).check(CLASSES);
    }

    @Test
    void onlyTablesAndTheStoreSpeakSql() {
        noClasses()
                .that(DescribedPredicate.not(isTable()))
                .and()
                .resideOutsideOfPackages(ROOT + ".store..", ROOT + ".account..", ROOT + ".intake..", ROOT + ".access..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi.v3.core.statement..")
                .check(CLASSES);
    }

    @Test
    void theServerDoesNotKnowTheAgent() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.socle.edge..")
                .check(CLASSES);
    }

    @Test
    void theIntakeDoesNotKnowTheWeb() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".intake..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".web..", "io.javalin..")
                .check(CLASSES);
    }

    @Test
    void everyQuestionTakesAScope() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .belongToAnyOf(
                        Machines.class,
                        Readings.class,
                        Findings.class,
                        Incidents.class,
                        Places.class,
                        Audit.class,
                        SpeedTests.class,
                        Tickets.class,
                        Interventions.class,
                        Photos.class,
                        Redactions.class,
                        HelpCodes.class,
                        Equipment.class,
                        Calendars.class)
                .and()
                .arePublic()
                .should(takeAScopeOrTheViewer())
                .check(CLASSES);
    }

    @Test
    void onlyTheServerItselfSeesEverything() {
        noClasses()
                .that()
                .implement(Page.class)
                .or()
                .haveSimpleNameEndingWith("Api")
                .or()
                .resideInAPackage(ROOT + ".web..")
                .should()
                .accessField(Scope.class, "EVERYTHING")
                .check(CLASSES);
    }

    @Test
    void theSqlOfScopesIsWrittenInOnePlace() {
        noClasses()
                .that()
                .areNotAssignableTo(ScopeSql.class)
                .should()
                .callMethod(Scope.class, "paths")
                .check(CLASSES.that(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(Scope.class))));
    }

    private static ArchCondition<JavaMethod> takeAScopeOrTheViewer() {
        return new ArchCondition<>("take a scope or the viewer") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean takes = method.getRawParameterTypes().stream()
                        // A handle is somebody else's transaction, who has looked at the scope before.
                        .anyMatch(type -> type.isEquivalentTo(Scope.class)
                                || type.isEquivalentTo(Viewer.class)
                                || type.isEquivalentTo(Handle.class));
                events.add(new SimpleConditionEvent(method, takes, method.getDescription()));
            }
        };
    }

    private static DescribedPredicate<JavaClass> isTable() {
        return DescribedPredicate.describe(
                "are SQL classes",
                type -> type.getSimpleName().endsWith("Table")
                        || type.getEnclosingClass()
                                .map(outer -> outer.getSimpleName().endsWith("Table"))
                                .orElse(false));
    }

    private static ArchCondition<JavaClass> beUsedOnlyByItsOwnSliceAndTheIntake() {
        return new ArchCondition<>("be used only by their own slice and the intake") {
            @Override
            public void check(JavaClass table, ConditionEvents events) {
                table.getDirectDependenciesToSelf().forEach(dependency -> {
                    String user = dependency.getOriginClass().getPackageName();
                    boolean allowed = user.startsWith(table.getPackageName()) || user.startsWith(ROOT + ".intake");
                    events.add(new SimpleConditionEvent(dependency, allowed, dependency.getDescription()));
                });
            }
        };
    }
}
