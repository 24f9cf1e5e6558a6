package org.ibid;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the arrows between the packages. */
class ArchitectureTest {

  /** Each package, and the packages of the project that it may use. */
  private static final Map<String, List<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("graph", List.of()),
              Map.entry("picture", List.of()),
              Map.entry("passage", List.of("graph")),
              Map.entry("federation", List.of("graph")),
              Map.entry("search", List.of("graph")),
              Map.entry("validate", List.of("graph")),
              Map.entry("publish", List.of("graph", "picture", "search", "validate")),
              Map.entry("edit", List.of("graph", "search", "validate")),
              Map.entry("export", List.of("graph", "validate")),
              Map.entry(
                  "serve",
                  List.of(
                      "graph",
                      "federation",
                      "search",
                      "validate",
                      "picture",
                      "publish",
                      "edit",
                      "export")),
              Map.entry(
                  "cli",
                  List.of(
                      "graph",
                      "federation",
                      "search",
                      "validate",
                      "publish",
                      "edit",
                      "export",
                      "serve",
                      "passage"))));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.ibid");

  @TestFactory
  List<DynamicTest> packageUsesOnlyThoseBelowIt() {
    List<DynamicTest> tests = new ArrayList<>();
    MAY_USE.forEach(
        (name, allowed) ->
            tests.add(
                DynamicTest.dynamicTest(
                    name + " uses of the project only " + allowed,
                    () -> {
                      List<String> usable = new ArrayList<>(List.of("org.ibid." + name + ".."));
                      allowed.forEach(other -> usable.add("org.ibid." + other + ".."));
                      noClasses()
                          .that()
                          .resideInAPackage("org.ibid." + name + "..")
                          .should()
                          .dependOnClassesThat(
                              resideInAPackage("org.ibid..")
                                  .and(resideInAnyPackage(usable.toArray(String[]::new)).negate()))
                          .allowEmptyShould(true)
                          .check(CLASSES);
                    })));
    return tests;
  }

  @Test
  void everyPackageIsOneThatTheArrowsKnow() {
    String[] known =
        MAY_USE.keySet().stream().map(name -> "org.ibid." + name + "..").toArray(String[]::new);
    noClasses()
        .should(com.tngtech.archunit.lang.conditions.ArchConditions.resideOutsideOfPackages(known))
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    slices()
        .matching("org.ibid.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheGraphPackageKnowsHowTheGraphIsStored() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ibid.graph..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.jena.tdb..",
            "org.apache.jena.tdb1..",
            "org.apache.jena.tdb2..",
            "org.apache.jena.dboe..",
            "org.apache.jena.mem..",
            "org.apache.jena.memvalue..",
            "org.apache.jena.rdfpatch..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineTouchesTheStreamsOfTheProcess() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }
}
