package org.ibid.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.ibid.graph.Agreement;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.Author;
import org.ibid.graph.Closures;
import org.ibid.graph.DataFiles;
import org.ibid.graph.Entry;
import org.ibid.graph.FileMerge;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.Progress;
import org.ibid.graph.SourceFile;
import org.ibid.graph.StoredGraph;
import org.ibid.graph.View;
import org.ibid.graph.Writing;
import org.ibid.validate.Finding;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;
import org.ibid.validate.Validator;

/**
 * Carries changes from the project's data files into a store and from the store back into the
 * files, so that neither way undoes what was changed on the other side.
 */
public final class FileExchange {

  /**
   * What came of loading.
   *
   * @param merge what the files change, and what stands in the way
   * @param entry the entry of the log; nothing when nothing was loaded
   * @param refusal what the shapes say against it, when that is why nothing was loaded
   */
  public record Loaded(FileMerge merge, Optional<Entry> entry, Optional<Report> refusal) {}

  /**
   * What came of writing files.
   *
   * @param folder where they lie
   * @param written the text of each file that was written, by its path below the folder; none for
   *     one that was deleted
   * @param unloaded the resources that were changed in the files and not loaded: with any, nothing
   *     was written
   * @param ontology whether the store has another ontology than the project's files
   */
  public record Exported(
      Path folder, Map<String, Optional<String>> written, List<Node> unloaded, boolean ontology) {}

  private final Home home;
  private final Path folder;
  private final StoredGraph store;
  private final Progress progress;

  /** Between the files of a project and a store. */
  public FileExchange(Home home, StoredGraph store, Progress progress) {
    this.home = home;
    this.folder = store.folder();
    this.store = store;
    this.progress = progress;
  }

  /** What store and files said when they last agreed; at first, what the store began with. */
  private Agreement.Said agreed(Path files) {
    return new Agreement(folder, files)
        .read()
        .orElseGet(
            () -> {
              List<Quad> first =
                  store.log().change(1).added().stream()
                      .filter(quad -> !quad.getGraph().equals(Ibid.ONTOLOGY_GRAPH))
                      .toList();
              return new Agreement.Said(FileMerge.digests(first), Map.of());
            });
  }

  /**
   * Loads what was changed in the files since store and files last agreed, as one change, if it
   * conforms to the shapes and no resource was changed in the store as well.
   *
   * @param only the files to look at; without any, all of the project's ontology and data
   * @param overwrite whether the files are right where both changed a resource
   * @param dry whether to find out only what would be done
   * @param answer is given what came of it, while the states can still be read
   * @throws org.ibid.graph.BadInputException if a file is not what it should be
   */
  public <T> T load(
      List<Path> only,
      boolean overwrite,
      boolean dry,
      Validator validator,
      Author author,
      Function<Loaded, T> answer) {
    DataFiles files = DataFiles.read(home.data(), progress);
    Selection selection = new Selection(files, only);
    Set<Quad> ontology = selection.ontology ? DataFiles.ontology(home) : Set.of();
    Agreement.Said agreed = agreed(home.data());
    return store.write(
        writing -> {
          progress.step("Comparing …");
          View before = writing.before();
          FileMerge merge = selection.merge(before, agreed);
          if (selection.ontology) {
            merge = merge.withOntology(DataFiles.ontologyOf(before), ontology);
          }
          if (overwrite) {
            merge = merge.preferringFiles();
          }
          Optional<Report> refusal = Optional.empty();
          Optional<Entry> entry = Optional.empty();
          if (merge.conflicts().isEmpty() && !merge.change().isEmpty()) {
            progress.step("Validating …");
            refusal = refusal(validator, writing, merge, selection.documents(merge));
            if (refusal.isEmpty() && !dry) {
              progress.step("Writing …");
              entry = Optional.of(writing.commit(merge.change(), author));
            }
          }
          if (merge.conflicts().isEmpty() && refusal.isEmpty() && !dry) {
            new Agreement(folder, home.data()).write(selection.agreement(agreed));
          }
          progress.step("");
          return answer.apply(new Loaded(merge, entry, refusal));
        });
  }

  /** The report, when the change breaks a rule that was kept before. */
  private static Optional<Report> refusal(
      Validator validator, Writing writing, FileMerge merge, List<SourceFile> documents) {
    View result = writing.after(merge.change(), documents);
    Report after = validator.check(writing.before(), result, merge.change());
    if (after.count(Severity.VIOLATION) == 0) {
      return Optional.empty();
    }
    Set<List<Object>> earlier = new HashSet<>();
    validator
        .check(result, writing.before(), merge.change().inverse())
        .findings()
        .forEach(finding -> earlier.add(identity(finding)));
    boolean breaks =
        after.findings().stream()
            .filter(finding -> finding.severity() == Severity.VIOLATION)
            .anyMatch(finding -> !earlier.contains(identity(finding)));
    return breaks ? Optional.of(after) : Optional.empty();
  }

  private static List<Object> identity(Finding finding) {
    return List.of(finding.resource(), finding.rule(), finding.path(), finding.values());
  }

  /** The files that are loaded, and the resources that are looked at therefore. */
  private final class Selection {
    private final DataFiles files;
    private final boolean all;
    private final boolean ontology;

    /** Those of the data folder, by their paths below it. */
    private final Set<String> names = new LinkedHashSet<>();

    /** Those from elsewhere. */
    private final List<SourceFile> others = new ArrayList<>();

    Selection(DataFiles files, List<Path> only) {
      this.files = files;
      this.all = only.isEmpty();
      boolean ontologyToo = all;
      Path data = home.data().toAbsolutePath().normalize();
      for (Path path : only) {
        Path full = path.toAbsolutePath().normalize();
        if (full.startsWith(data) && full.getNameCount() > data.getNameCount() + 1) {
          names.add(data.relativize(full).toString().replace('\\', '/'));
        } else if (full.startsWith(home.ontology()) && !full.startsWith(home.shapes())) {
          ontologyToo = true;
        } else {
          others.add(SourceFile.read(home, path, Ibid.CANDIDATE_GRAPH));
        }
      }
      this.ontology = ontologyToo;
    }

    FileMerge merge(View before, Agreement.Said agreed) {
      Set<Quad> theirs = new LinkedHashSet<>(files.quads());
      Set<Node> concerned = new LinkedHashSet<>();
      for (SourceFile other : others) {
        Set<Node> described = new LinkedHashSet<>();
        other.triples().forEach(t -> described.add(Closures.owner(t.getSubject())));
        theirs.removeIf(quad -> described.contains(Closures.owner(quad.getSubject())));
        other.triples().forEach(t -> theirs.add(Quad.create(graphOf(before, t.getSubject()), t)));
        concerned.addAll(described);
      }
      Map<Node, Set<String>> places = files.places();
      Set<Node> known = new LinkedHashSet<>(places.keySet());
      known.addAll(agreed.places().keySet());
      for (Node owner : known) {
        if (isNamed(places.get(owner)) || isNamed(agreed.places().get(owner))) {
          concerned.add(owner);
        }
      }
      return FileMerge.of(
          agreed.digests(),
          DataFiles.quadsOf(before),
          theirs,
          owner -> all || concerned.contains(owner));
    }

    private boolean isNamed(Set<String> places) {
      return places != null && places.stream().anyMatch(names::contains);
    }

    /** Where a resource stands in the store, or where a new one belongs. */
    private static Node graphOf(View before, Node subject) {
      return before.closure(Closures.owner(subject)).stream()
          .map(Quad::getGraph)
          .findFirst()
          .orElseGet(() -> Ibid.graphFor(subject));
    }

    /** The files that speak of what is changed, for the places of mistakes. */
    List<SourceFile> documents(FileMerge merge) {
      Set<Node> owners = new LinkedHashSet<>();
      merge.change().added().forEach(quad -> owners.add(Closures.owner(quad.getSubject())));
      Set<String> wanted = new LinkedHashSet<>();
      files
          .places()
          .forEach((owner, names) -> wanted.addAll(owners.contains(owner) ? names : Set.of()));
      List<SourceFile> documents = new ArrayList<>(others);
      for (String name : wanted) {
        documents.add(SourceFile.read(home, home.data().resolve(name), DataFiles.graphOf(name)));
      }
      return documents;
    }

    /** What store and files agree on when what was selected is loaded. */
    Agreement.Said agreement(Agreement.Said before) {
      Map<Node, String> now = FileMerge.digests(files.quads());
      Map<Node, Set<String>> places = files.places();
      if (all) {
        return new Agreement.Said(now, places);
      }
      Map<Node, String> digests = new LinkedHashMap<>(before.digests());
      Map<Node, Set<String>> allPlaces = new LinkedHashMap<>(before.places());
      Set<Node> known = new LinkedHashSet<>(places.keySet());
      known.addAll(before.places().keySet());
      for (Node owner : known) {
        if (isNamed(places.get(owner)) || isNamed(before.places().get(owner))) {
          digests.remove(owner);
          allPlaces.remove(owner);
          if (now.containsKey(owner)) {
            digests.put(owner, now.get(owner));
            allPlaces.put(owner, places.get(owner));
          }
        }
      }
      return new Agreement.Said(digests, allPlaces);
    }
  }

  /**
   * Writes the store's state as data files, so that only what was changed is another.
   *
   * @param out the folder; one that holds no data files yet gets all of them, laid out as those of
   *     the project
   * @param overwrite whether to undo what was changed in the files and not loaded
   * @throws IOException if a file cannot be written
   */
  public Exported export(Path out, boolean overwrite) throws IOException {
    boolean fresh = !holdsFiles(out);
    DataFiles files = DataFiles.read(fresh ? home.data() : out, progress);
    record State(Set<Quad> quads, Set<Quad> ontology, Map<String, String> prefixes) {}
    State state =
        store.read(
            () ->
                new State(
                    DataFiles.quadsOf(store.view()),
                    DataFiles.ontologyOf(store.view()),
                    store.view().prefixes().getNsPrefixMap()));
    progress.step("Comparing …");
    boolean ontology =
        !FileMerge.of(Map.of(), List.of(), List.of(), owner -> false)
            .withOntology(state.ontology(), DataFiles.ontology(home))
            .isEmpty();
    List<Node> unloaded =
        fresh || overwrite ? List.of() : unloaded(files, agreed(out), state.quads());
    if (!unloaded.isEmpty()) {
      return new Exported(out, Map.of(), unloaded, ontology);
    }
    Map<String, Optional<String>> written =
        new TreeMap<>(files.write(state.quads(), PredicateOrder.read(home), state.prefixes()));
    DataFiles after = files.with(written);
    if (!after.quads().equals(state.quads())) {
      throw new IllegalStateException("the files would not say what the store says");
    }
    if (fresh) {
      for (String name : files.names()) {
        if (!written.containsKey(name)) {
          written.put(name, Optional.of(Files.readString(home.data().resolve(name))));
        }
      }
    }
    int done = 0;
    for (Map.Entry<String, Optional<String>> file : written.entrySet()) {
      progress.step("Writing the files", done++, written.size());
      Path path = out.resolve(file.getKey());
      if (file.getValue().isPresent()) {
        AtomicFile.write(path, file.getValue().get());
      } else {
        Files.deleteIfExists(path);
      }
    }
    new Agreement(folder, out)
        .write(new Agreement.Said(FileMerge.digests(state.quads()), after.places()));
    progress.step("");
    return new Exported(out, written, List.of(), ontology);
  }

  /** What the files say otherwise than store and files last said, and the store does not say. */
  private static List<Node> unloaded(DataFiles files, Agreement.Said agreed, Set<Quad> state) {
    // Seen from the store: what the files alone changed, and what both changed.
    FileMerge merge = FileMerge.of(agreed.digests(), state, files.quads(), owner -> true);
    List<Node> unloaded = new ArrayList<>(merge.added());
    unloaded.addAll(merge.changed());
    unloaded.addAll(merge.removed());
    merge.conflicts().forEach(conflict -> unloaded.add(conflict.resource()));
    return unloaded;
  }

  private static boolean holdsFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.anyMatch(path -> path.toString().endsWith(".ttl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
