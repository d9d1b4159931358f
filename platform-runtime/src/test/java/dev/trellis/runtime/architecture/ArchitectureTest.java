package dev.trellis.runtime.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

/** The arrows between packages; Maven holds those between modules. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.trellis");

  @Test
  void theEngineTalksToTheDatabaseInOnePackageOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.trellis.metadata..")
        .and()
        .resideOutsideOfPackage("dev.trellis.metadata.postgres..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.vertx..",
                    "io.smallrye.mutiny..",
                    "org.hibernate..",
                    "jakarta.persistence..",
                    "java.sql..")
                // Fetched rows and bound values are data; reading one asks nobody.
                .and(not(type(Row.class)))
                .and(not(type(Tuple.class))))
        .because("planning and validation are pure: values in, values out")
        .check(CLASSES);
  }

  @Test
  void theContractIsPlainJava() {
    classes()
        .that()
        .resideInAPackage("dev.trellis.sdk..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.trellis.sdk..",
            "java..",
            "com.fasterxml.jackson.annotation..",
            "org.jspecify.annotations..")
        .check(CLASSES);
  }

  @Test
  void modulesPointInOneDirection() {
    noClasses()
        .that()
        .resideInAPackage("dev.trellis.metadata..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.trellis.exchange..", "dev.trellis.runtime..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.trellis.exchange..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.trellis.runtime..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.trellis.sdk.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.trellis.metadata.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.trellis.runtime.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .that()
        .resideInAPackage("dev.trellis..")
        .should()
        .haveNameMatching(".*(Impl|Utils?|Manager|Helper|Dto|DTO|Base)")
        .because("such a name says nothing of the domain")
        .check(CLASSES);
  }

  @Test
  void requestsAreServedWithoutJdbc() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.trellis.runtime.database..", "dev.trellis.runtime.server..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.sql..", "org.postgresql..", "org.flywaydb..")
                .and(not(assignableTo(Throwable.class))))
        .because("JDBC blocks; it prepares the database before Quarkus runs")
        .check(CLASSES);
  }

  @Test
  void loggingGoesThroughOneDoor() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
  }
}
