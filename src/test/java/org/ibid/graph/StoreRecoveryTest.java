package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.ibid.FolderCopy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a store's files, what was acknowledged is there or the store says why not.
 * {@code -Dibid.crashes=50} has the machine stop so often, in the middle of 500 changes each.
 */
class StoreRecoveryTest {

  private static final int CRASHES = Integer.getInteger("ibid.crashes", 30);

  /** A change takes four steps. */
  private static final int MOST_STEPS = CRASHES == 30 ? 14 : 4 * 500;

  @TempDir Path temporary;
  private Home home;
  private Path folder;
  private Path logFile;
  private Store store;

  @BeforeEach
  void makeStore() {
    home = TinyStore.project(temporary.resolve("project"));
    folder = temporary.resolve("store");
    logFile = folder.resolve("log/changes.rdfp");
    store = TinyStore.create(home, folder);
    TinyStore.add(store, TinyStore.quad("b", "p", "one"));
    TinyStore.add(store, TinyStore.quad("b", "p", "two"));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = TinyStore.open(home, folder);
  }

  private boolean has(Quad quad) {
    return TinyStore.quads(store).contains(quad);
  }

  private void expectIndexToFollowTheLog() {
    assertThat(TinyStore.quads(store)).isEqualTo(TinyStore.quads(store.at(store.log().size())));
    assertThat(store.read(() -> store.view().version())).isEqualTo(store.log().last().version());
  }

  @Test
  void halfWrittenEndIsCutAway() throws IOException {
    store.close();
    byte[] whole = Files.readAllBytes(logFile);
    Files.writeString(
        logFile,
        "H id <urn:uuid:1> .\nH number \"4\"^^<http://www.w3.org/2001/XMLSch",
        StandardOpenOption.APPEND);
    store = TinyStore.open(home, folder);
    assertThat(store.log().size()).isEqualTo(3);
    assertThat(Files.readAllBytes(logFile)).isEqualTo(whole);
    assertThat(TinyStore.add(store, TinyStore.quad("b", "p", "three")).number()).isEqualTo(4);
    reopen();
    assertThat(has(TinyStore.quad("b", "p", "three"))).isTrue();
  }

  @Test
  void damageInTheMiddleIsAnErrorThatSaysWhere() throws IOException {
    store.close();
    String text = Files.readString(logFile);
    Files.writeString(logFile, text.replace("thing/one", "thing/won"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> TinyStore.open(home, folder))
        .withMessageContaining("changes.rdfp: entry 2 (at byte ")
        .withMessageContaining("./ibid restore");
    assertThatExceptionOfType(StoreException.class)
        .as("a backup of it is none")
        .isThrownBy(() -> Store.backup(folder, temporary.resolve("backup"), Progress.none()));
    Files.writeString(logFile, text);
    store = TinyStore.open(home, folder);
  }

  @Test
  void damageOfAnAcknowledgedEndIsNotTakenForAHalfWrittenOne() throws IOException {
    store.close();
    String text = Files.readString(logFile);
    Files.writeString(logFile, text.replace("thing/two", "thing/tow"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> TinyStore.open(home, folder))
        .withMessageContaining("entry 3 (at byte ");
    Files.writeString(logFile, text);
    store = TinyStore.open(home, folder);
  }

  @Test
  void logThatHasLostItsEndIsAnErrorUntilSomebodySaysThatItIsMeant() throws IOException {
    store.close();
    String text = Files.readString(logFile);
    int start = text.indexOf("H id", text.indexOf("# end 2"));
    Files.writeString(logFile, text.substring(0, start));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> TinyStore.open(home, folder))
        .withMessageContaining("it ends with entry 2, but entry 3 was there once");
    store = Store.rebuild(home, folder, Progress.none());
    assertThat(store.log().size()).isEqualTo(2);
    expectIndexToFollowTheLog();
  }

  @Test
  void missingIndexIsBuiltFromTheLog() throws IOException {
    store.close();
    Folders.delete(folder.resolve("index"));
    store = TinyStore.open(home, folder);
    assertThat(has(TinyStore.quad("b", "p", "two"))).isTrue();
    expectIndexToFollowTheLog();
  }

  @Test
  void unreadableIndexIsBuiltAnew() throws IOException {
    store.close();
    try (var files = Files.walk(folder.resolve("index"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".bpt")).toList()) {
        Files.write(file, "nonsense".repeat(100).getBytes(StandardCharsets.UTF_8));
      }
    }
    store = TinyStore.open(home, folder);
    expectIndexToFollowTheLog();
  }

  @Test
  void indexThatIsBehindCatchesUp() throws IOException {
    store.close();
    Path old = temporary.resolve("old index");
    FolderCopy.of(folder.resolve("index"), old);
    store = TinyStore.open(home, folder);
    TinyStore.add(store, TinyStore.quad("c", "p", "three"));
    TinyStore.add(store, TinyStore.quad("d", "p", "four"));
    store.close();
    Folders.delete(folder.resolve("index"));
    FolderCopy.of(old, folder.resolve("index"));
    store = TinyStore.open(home, folder);
    assertThat(has(TinyStore.quad("d", "p", "four"))).isTrue();
    expectIndexToFollowTheLog();
  }

  @Test
  void indexOfAnotherLogIsBuiltAnew() throws IOException {
    store.close();
    Path other = temporary.resolve("other");
    Store another = TinyStore.create(home, other);
    TinyStore.add(another, TinyStore.quad("x", "p", "y"));
    another.close();
    Folders.delete(folder.resolve("index"));
    FolderCopy.of(other.resolve("index"), folder.resolve("index"));
    store = TinyStore.open(home, folder);
    assertThat(has(TinyStore.quad("x", "p", "y"))).isFalse();
    expectIndexToFollowTheLog();
  }

  @Test
  void changedRulesAreAppliedWhenTheStoreIsOpened() throws IOException {
    String before = store.read(() -> store.view().version());
    Path rule = home.rules().resolve("types.rq");
    Files.writeString(rule, Files.readString(rule).replace("?x a ?above", "?x a ?above , ?x"));
    reopen();
    assertThat(store.read(() -> store.view().version())).isNotEqualTo(before);
    assertThat(
            store.read(
                () ->
                    store
                        .view()
                        .dataset()
                        .getGraph(Ibid.DERIVED_GRAPH)
                        .contains(TinyStore.node("a"), RDF.type.asNode(), TinyStore.node("a"))))
        .isTrue();
  }

  @Test
  void fullDiskIsAClearErrorAndTheStoreGoesOn() {
    store.close();
    WorseFiles files = new WorseFiles();
    store = TinyStore.open(home, folder, files);
    Set<Quad> before = TinyStore.quads(store);
    files.fill();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> TinyStore.add(store, TinyStore.quad("c", "p", "three")))
        .withMessageContaining("the change could not be written: No space left on device");
    assertThat(TinyStore.quads(store)).isEqualTo(before);
    assertThat(store.log().size()).isEqualTo(3);
    files.empty();
    assertThat(TinyStore.add(store, TinyStore.quad("c", "p", "four")).number()).isEqualTo(4);
    reopen();
    assertThat(store.log().size()).isEqualTo(4);
    assertThat(has(TinyStore.quad("c", "p", "three"))).isFalse();
    expectIndexToFollowTheLog();
  }

  @Test
  void changeThatFailsRightAfterOthersTakesNothingOfThemAway() {
    store.close();
    WorseFiles files = new WorseFiles();
    store = TinyStore.open(home, folder, files);
    for (int i = 0; i < 3; i++) {
      TinyStore.add(store, TinyStore.quad("c" + i, "p", "three"));
    }
    files.fill();
    assertThatThrownBy(() -> TinyStore.add(store, TinyStore.quad("d", "p", "four")))
        .isInstanceOf(StoreException.class);
    files.empty();
    TinyStore.add(store, TinyStore.quad("e", "p", "five"));
    assertThat(has(TinyStore.quad("c2", "p", "three"))).isTrue();
    assertThat(has(TinyStore.quad("d", "p", "four"))).isFalse();
    assertThat(has(TinyStore.quad("e", "p", "five"))).isTrue();
    expectIndexToFollowTheLog();
    reopen();
    expectIndexToFollowTheLog();
  }

  @Test
  void everyReaderSeesWhatWasAcknowledgedBeforeItCame() throws Exception {
    for (int i = 0; i < 20; i++) {
      Quad quad = TinyStore.quad("r" + i, "p", "x");
      TinyStore.add(store, quad);
      assertThat(CompletableFuture.supplyAsync(() -> has(quad)).get()).isTrue();
      TinyStore.add(store, TinyStore.quad("s" + i, "p", "x"));
    }
    expectIndexToFollowTheLog();
  }

  @Test
  void manyChangesInARowAreInTheIndexOfAStoreThatIsOpenedAgain() {
    for (int i = 0; i < 120; i++) {
      TinyStore.add(store, TinyStore.quad("m" + i, "p", "x"));
    }
    reopen();
    assertThat(store.log().size()).isEqualTo(123);
    expectIndexToFollowTheLog();
  }

  @Test
  void diskThatCannotBeMendedTakesNoMoreChangesUntilTheStoreIsOpenedAgain() {
    store.close();
    WorseFiles files = new WorseFiles();
    store = TinyStore.open(home, folder, files);
    files.fill();
    files.stick();
    assertThatThrownBy(() -> TinyStore.add(store, TinyStore.quad("c", "p", "three")))
        .isInstanceOf(StoreException.class);
    files.empty();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> TinyStore.add(store, TinyStore.quad("c", "p", "four")))
        .withMessageContaining("restart the program");
    assertThat(has(TinyStore.quad("b", "p", "two"))).isTrue();
    reopen();
    assertThat(TinyStore.add(store, TinyStore.quad("c", "p", "five")).number()).isEqualTo(4);
    expectIndexToFollowTheLog();
  }

  @Test
  void machineThatStopsAnywhereLosesNothingThatWasAcknowledged() throws IOException {
    Random random = new Random(20310203);
    Set<Quad> acknowledged = TinyStore.quads(store);
    store.close();
    int lost = 0;
    for (int round = 0; round < CRASHES; round++) {
      WorseFiles files = new WorseFiles();
      Path old = temporary.resolve("index before round " + round);
      FolderCopy.of(folder.resolve("index"), old);
      store = TinyStore.open(home, folder, files);
      files.stopAfter(random.nextInt(MOST_STEPS));
      List<Quad> pending = new ArrayList<>();
      try {
        for (int i = 0; ; i++) {
          pending.clear();
          for (int part = 0; part < 3; part++) {
            pending.add(TinyStore.quad("r" + round + "." + i, "p", "part" + part));
          }
          TinyStore.add(store, pending.toArray(Quad[]::new));
          acknowledged.addAll(pending);
        }
      } catch (WorseFiles.Stop e) {
        store.close();
      }
      files.crash(random);
      if (random.nextInt(3) == 0) {
        // The disk has nothing of what the index wrote.
        Folders.delete(folder.resolve("index"));
        FolderCopy.of(old, folder.resolve("index"));
      }
      Folders.delete(old);
      store = TinyStore.open(home, folder);
      Set<Quad> found = TinyStore.quads(store);
      assertThat(found).as("round %s", round).containsAll(acknowledged);
      if (found.size() > acknowledged.size()) {
        acknowledged.addAll(pending);
      } else {
        lost++;
      }
      assertThat(found).as("round %s", round).isEqualTo(acknowledged);
      expectIndexToFollowTheLog();
      store.close();
    }
    assertThat(lost).as("the test should see both kinds of end").isBetween(1, CRASHES - 1);
    store = TinyStore.open(home, folder);
  }

  @Test
  void storeThatCannotBeMadeWholeIsNotThere() throws IOException {
    Path other = temporary.resolve("other");
    for (int steps = 0; steps < 4; steps++) {
      WorseFiles files = new WorseFiles();
      files.stopAfter(steps);
      assertThatThrownBy(() -> TinyStore.create(home, other, files))
          .isInstanceOf(WorseFiles.Stop.class);
      files.crash(new Random(steps));
      assertThat(Store.exists(other)).isFalse();
    }
    TinyStore.create(home, other).close();
    assertThat(Store.exists(other)).isTrue();
  }

  @Test
  void folderThatIsAFileIsAClearError() throws IOException {
    Path file = Files.writeString(temporary.resolve("a file"), "");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> Store.create(home, file, Progress.none()))
        .withMessageContaining("a file: the store cannot be made");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> Store.open(home, file, Progress.none()))
        .withMessageContaining("there is no store");
  }

  @Test
  void backupIsAStoreAgainAndIsTakenWhileOthersWrite() throws Exception {
    store.checkpoint();
    Thread writing =
        new Thread(
            () -> {
              for (int i = 0; i < 20; i++) {
                TinyStore.add(store, TinyStore.quad("w" + i, "p", "x"));
              }
            });
    writing.start();
    long entries = Store.backup(folder, temporary.resolve("backup"), Progress.none());
    writing.join();
    assertThat(entries).isBetween(3L, 23L);
    try (Store restored =
        Store.restore(
            home, temporary.resolve("backup"), temporary.resolve("restored"), Progress.none())) {
      assertThat(restored.log().size()).isEqualTo(entries);
      assertThat(restored.log().entries(1, 99)).isEqualTo(store.log().entries(1, (int) entries));
      assertThat(TinyStore.quads(restored)).isEqualTo(TinyStore.quads(store.at(entries)));
    }
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.backup(temporary.resolve("backup")))
        .withMessageContaining("there is a store already");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(
            () ->
                Store.restore(
                    home, temporary.resolve("nothing"), temporary.resolve("n"), Progress.none()))
        .withMessageContaining("there is no store");
  }
}
