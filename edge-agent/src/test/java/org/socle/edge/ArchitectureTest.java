package org.socle.edge;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.socle.edge.tree.Reading;

/** Who may know whom in the agent. */
class ArchitectureTest {
    private static final JavaClasses AGENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.socle.edge");

    @Test
    void probesKnowNeitherTheNetworkNorWhatIsDoneWithTheirReadings() {
        noClasses()
                .that()
                .resideInAPackage("..edge.probe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..edge.publish..",
                        "..edge.manage..",
                        "..edge.action..",
                        "..edge.config..",
                        "org.eclipse.paho..")
                .orShould()
                .dependOnClassesThat(
                        resideInAPackage("..edge.tree..").and(DescribedPredicate.not(equivalentTo(Reading.class))))
                .check(AGENT);
    }

    @Test
    void onlySourceStartsProgramsOrTouchesPins() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..edge.source..")
                .should()
                .dependOnClassesThat(are(assignableTo(ProcessBuilder.class)
                        .or(assignableTo(Process.class))
                        .or(resideInAPackage("com.pi4j.."))))
                .orShould()
                .callMethodWhere(target(owner(equivalentTo(Runtime.class))).and(target(name("exec"))))
                .check(AGENT);
    }

    @Test
    void theTreeKnowsNeitherProbesNorWhoReportsItsChanges() {
        noClasses()
                .that()
                .resideInAPackage("..edge.tree..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..edge.probe..", "..edge.publish..", "..edge.action..", "..edge.source..", "..edge.config..")
                .check(AGENT);
    }

    @Test
    void settingsKnowNobody() {
        noClasses()
                .that()
                .resideInAPackage("..edge.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..edge.probe..", "..edge.publish..", "..edge.tree..", "..edge.source..")
                .check(AGENT);
    }

    @Test
    void theAgentCarriesNoCertificateAuthority() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.socle.enrol.authority..", "org.bouncycastle..")
                .check(AGENT);
    }
}
