package org.socle.enrol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the agent carries stays small. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.socle.enrol");

    @Test
    void bothEndsUseNeitherTheAuthorityNorMoreOfBouncyCastleThanItsNotation() {
        DescribedPredicate<JavaClass> heavy = DescribedPredicate.describe(
                "are the authority's or more of Bouncy Castle than its notation",
                type -> type.getPackageName().startsWith("org.socle.enrol.authority")
                        || (type.getPackageName().startsWith("org.bouncycastle")
                                && !type.getPackageName().startsWith("org.bouncycastle.asn1")));
        noClasses()
                .that()
                .resideInAPackage("org.socle.enrol")
                .should()
                .dependOnClassesThat(heavy)
                .check(CLASSES);
    }
}
