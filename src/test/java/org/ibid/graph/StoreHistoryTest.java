package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log and the index agree, whatever is written, and every earlier state is still there. */
class StoreHistoryTest {

  @TempDir Path temporary;
  private Home home;
  private Path folder;
  private Store store;

  @BeforeEach
  void makeStore() {
    home = TinyStore.project(temporary.resolve("project"));
    folder = temporary.resolve("store");
    store = TinyStore.create(home, folder);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void everyStateThatWasCanBeReadBack() throws Exception {
    Random random = new Random(4);
    List<Set<Quad>> states = new ArrayList<>();
    states.add(Set.of());
    states.add(TinyStore.quads(store));
    while (states.size() < 40) {
      Change change = TinyStore.randomChange(random);
      store.write(
          writing -> writing.commit(change, new Author("a", "r", "k" + states.size(), "d")));
      states.add(TinyStore.quads(store));
      if (states.size() == 20) {
        store.checkpoint();
      }
      if (states.size() == 30) {
        store.compact();
      }
    }
    checkStates(states);
    store.rebuild(Progress.none());
    assertThat(TinyStore.quads(store)).isEqualTo(states.get(39));
    store.close();
    store = TinyStore.open(home, folder);
    checkStates(states);
    store.close();
    Folders.delete(folder.resolve("index"));
    store = TinyStore.open(home, folder);
    checkStates(states);
    store.close();
    // A checkpoint that cannot be read costs time only.
    try (Stream<Path> files = Files.list(folder.resolve("log"))) {
      Path checkpoint =
          files.filter(path -> path.toString().endsWith(".gz")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(checkpoint);
      bytes[bytes.length / 2] ^= 0x55;
      Files.write(checkpoint, bytes);
    }
    Folders.delete(folder.resolve("index"));
    store = TinyStore.open(home, folder);
    checkStates(states);
  }

  private void checkStates(List<Set<Quad>> states) {
    assertThat(TinyStore.quads(store))
        .containsAll(states.get(states.size() - 1))
        .hasSameSizeAs(states.get(states.size() - 1));
    for (int number = 0; number < states.size(); number++) {
      Set<Quad> found = TinyStore.quads(store.at(number));
      assertThat(found).as("state %s", number).containsAll(states.get(number));
      assertThat(found).as("state %s", number).hasSameSizeAs(states.get(number));
      Change back = store.differenceTo(number);
      Set<Quad> led = new LinkedHashSet<>(states.get(states.size() - 1));
      led.removeAll(back.removed());
      led.addAll(back.added());
      assertThat(led).isEqualTo(states.get(number));
    }
    assertThat(store.log().withKey("k7")).contains(store.log().entry(7));
  }

  @Test
  void resourceIsLedBackByWhatTouchedIt() {
    Random random = new Random(5);
    for (int i = 0; i < 30; i++) {
      store.write(writing -> writing.commit(TinyStore.randomChange(random), TinyStore.EDITOR));
    }
    Node owner = TinyStore.node("s1");
    Set<Quad> then = owned(TinyStore.quads(store.at(12)), owner);
    Set<Quad> others = TinyStore.quads(store);
    others.removeAll(owned(others, owner));
    store.write(writing -> writing.commit(store.differenceTo(12, owner), TinyStore.EDITOR));
    Set<Quad> now = TinyStore.quads(store);
    assertThat(owned(now, owner)).isEqualTo(then);
    now.removeAll(then);
    assertThat(now).isEqualTo(others);
    assertThat(store.log().of(owner))
        .allMatch(
            entry -> {
              Change change = store.log().change(entry.number());
              return !owned(change.added(), owner).isEmpty()
                  || !owned(change.removed(), owner).isEmpty();
            })
        .hasSizeGreaterThan(5);
  }

  private static Set<Quad> owned(Set<Quad> quads, Node owner) {
    Set<Quad> owned = new LinkedHashSet<>(quads);
    owned.removeIf(quad -> !Closures.owner(quad.getSubject()).equals(owner));
    return owned;
  }

  @Test
  void patchOfAnEntryCanBeReadAsAChange() {
    Change change = TinyStore.randomChange(new Random(6));
    Entry entry = store.write(writing -> writing.commit(change, TinyStore.EDITOR));
    Change logged = store.log().change(entry.number());
    assertThat(Change.readPatch(store.log().patch(entry.number()), "entry")).isEqualTo(logged);
    assertThat(Change.readPatch(logged.toPatch(), "patch")).isEqualTo(logged);
    assertThat(logged.inverse().then(logged).isEmpty()).isTrue();
  }

  @Test
  void readersSeeEachChangeWholeOrNotAtAll() throws InterruptedException {
    TinyStore.add(store, TinyStore.quad("x", "p", "v0"), TinyStore.quad("y", "p", "v0"));
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!done.get()) {
                        store.read(this::checkPair);
                      }
                    } catch (Throwable e) {
                      failure.set(e);
                    }
                  }));
    }
    for (int i = 1; i <= 30; i++) {
      String before = "v" + (i - 1);
      String after = "v" + i;
      store.write(
          writing ->
              writing.commit(
                  Change.of(
                      List.of(TinyStore.quad("x", "p", before), TinyStore.quad("y", "p", before)),
                      List.of(TinyStore.quad("x", "p", after), TinyStore.quad("y", "p", after))),
                  TinyStore.EDITOR));
      if (i == 10) {
        store.rebuild(Progress.none());
      }
      if (i == 20) {
        store.compact();
      }
    }
    done.set(true);
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(failure.get()).isNull();
  }

  private Void checkPair() {
    View view = store.view();
    List<Node> first = values(view, "x");
    assertThat(first).hasSize(1).isEqualTo(values(view, "y"));
    assertThat(view.version()).isEqualTo(store.view().version());
    long number = Long.parseLong(view.version().split("-", -1)[0]);
    assertThat(first.get(0)).isEqualTo(TinyStore.node("v" + (number - 2)));
    return null;
  }

  private static List<Node> values(View view, String name) {
    return view.asserted()
        .find(TinyStore.node(name), TinyStore.node("p"), Node.ANY)
        .mapWith(triple -> triple.getObject())
        .toList();
  }
}
