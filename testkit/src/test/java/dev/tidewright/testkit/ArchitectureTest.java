package dev.tidewright.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// What the module graph of Maven cannot hold: borders inside a module, and libraries that leak through.
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.tidewright");

    @Test
    void coreKnowsNothingButJava() {
        classes()
                .that()
                .resideInAPackage("dev.tidewright.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.tidewright.core..", "java..", "org.jspecify..")
                .check(ALL);
    }

    @Test
    void coreHasNoOutsideWorld() {
        noClasses()
                .that()
                .resideInAPackage("dev.tidewright.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio..", "java.util.concurrent..", "java.util.logging..")
                .check(ALL);
    }

    @Test
    void loopsCannotTellWhichWorldTheyAreIn() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.tidewright.core..", "dev.tidewright.cluster..", "dev.tidewright.control..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tidewright.simulator..", "dev.tidewright.insight..", "dev.tidewright.cli..")
                .check(ALL);
    }

    @Test
    void theVirtualWorldDoesNotKnowTheLoops() {
        noClasses()
                .that()
                .resideInAPackage("dev.tidewright.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tidewright.control..", "dev.tidewright.insight..")
                .check(ALL);
    }
}
