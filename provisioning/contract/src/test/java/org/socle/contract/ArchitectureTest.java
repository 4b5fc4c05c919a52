package org.socle.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Everybody knows the contract; the contract knows nobody. */
class ArchitectureTest {
    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.socle.contract");

    @Test
    void theContractKnowsNeitherAgentNorServer() {
        noClasses()
                .that()
                .resideInAPackage("org.socle.contract..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.socle.edge..", "org.socle.fleet..", "org.socle.enrol..")
                .check(CONTRACT);
    }

    @Test
    void theCatalogueKnowsNoFormat() {
        noClasses()
                .that()
                .resideInAPackage("org.socle.contract.catalogue..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.socle.contract.senml..", "com.fasterxml.jackson..")
                .check(CONTRACT);
    }
}
