package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ibid.Outcome;
import org.ibid.graph.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watches real files, as an editor saves them. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WatchTest {

  private static final String WAITING = "Waiting for a file to be saved";

  @TempDir Path folder;
  private final Heard out = new Heard();
  private final Heard err = new Heard();
  private Home home;
  private Path claims;
  private Thread watching;
  private final CompletableFuture<Integer> code = new CompletableFuture<>();

  /** Keeps what is printed, and lets others wait for it. */
  private static final class Heard extends ByteArrayOutputStream {

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      notifyAll();
    }

    @Override
    public synchronized void write(int one) {
      super.write(one);
      notifyAll();
    }

    /** Waits until something is printed after that place; returns the place after it. */
    synchronized int await(String text, int from) throws InterruptedException {
      for (; ; ) {
        int at = toString(StandardCharsets.UTF_8).indexOf(text, from);
        if (at >= 0) {
          return at + text.length();
        }
        wait();
      }
    }

    synchronized String since(int from) {
      return toString(StandardCharsets.UTF_8).substring(from);
    }
  }

  @BeforeEach
  void makeProject() {
    home = LoadCommandTest.project(folder.resolve("project"));
    claims = home.data().resolve("tea-2001/claims/one.ttl");
  }

  @AfterEach
  void stop() throws Exception {
    watching.interrupt();
    watching.join();
  }

  private void watch(String... files) {
    String[] args = new String[files.length + 2];
    args[0] = "validate";
    args[1] = "--watch";
    System.arraycopy(files, 0, args, 2, files.length);
    watching =
        new Thread(() -> code.complete(Main.run(Outcome.terminal(home, out, err), args)), "watch");
    watching.start();
  }

  /** Saves in one step, as careful editors do. */
  private void save(Path file, String text) throws IOException {
    Path fresh = folder.resolve("fresh");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void mistakeIsShownWhenItIsSavedAndGoneWhenItIsMended() throws Exception {
    String good = Files.readString(claims);
    watch();
    int read = out.await(WAITING, 0);
    assertThat(out.since(0)).startsWith("conforms");

    save(claims, good.replaceFirst("ibid:Asserted", "ibid:Sung"));
    out.await("A claim is asserted.", read);
    read = out.await(WAITING, out.await("1 violation", read));

    save(claims, good.replaceFirst("ibid:Asserted", "ibid:Sung \"."));
    int told = err.await("one.ttl:", 0);
    read = out.await(WAITING, read);

    save(claims, good);
    out.await(WAITING, out.await("conforms", read));
    assertThat(err.since(told)).doesNotContain("should not happen");

    watching.interrupt();
    assertThat(code.get()).isEqualTo(ExitCode.OK);
  }

  @Test
  void draftIsCheckedAgainBesideTheGraph() throws Exception {
    Path draft = folder.resolve("draft.ttl");
    String good =
        """
        <https://w3id.org/ibid/id/tea-2001/claim/tea-soothes>
          a <https://w3id.org/ibid/ns#Claim> ;
          <https://w3id.org/ibid/ns#modality> <https://w3id.org/ibid/ns#Asserted> .
        """;
    save(draft, good.replace("Asserted", "Sung"));
    watch(draft.toString());
    int read = out.await(WAITING, out.await("draft.ttl:3:", 0));

    save(draft, good);
    out.await(WAITING, out.await("conforms", read));

    watching.interrupt();
    assertThat(code.get()).isEqualTo(ExitCode.OK);
  }
}
