package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.apache.jena.sparql.core.Quad;
import org.ibid.ClassPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed while it writes loses nothing that it acknowledged. The build tries a
 * few kills; {@code -Dibid.kills=50} tries so many, in the middle of 500 changes each.
 */
class KilledStoreTest {

  private static final int FEW = 3;

  @TempDir Path temporary;

  @Test
  void processThatIsKilledLosesNothingThatItAcknowledged() throws Exception {
    int kills = Integer.getInteger("ibid.kills", FEW);
    int most = kills > FEW ? 500 : 25;
    Random random = new Random(20310203);
    Home home = TinyStore.project(temporary.resolve("project"));
    Path folder = temporary.resolve("store");
    TinyStore.create(home, folder).close();
    long acknowledged = 1;
    for (int kill = 1; kill <= kills; kill++) {
      acknowledged =
          Math.max(acknowledged, writeAndKill(home, folder, 1 + random.nextInt(most), random));
      try (Store store = TinyStore.open(home, folder)) {
        long last = store.log().size();
        assertThat(last).as("kill %s", kill).isBetween(acknowledged, acknowledged + 1);
        Set<Quad> expected = TinyStore.quads(store.at(1));
        for (long number = 2; number <= last; number++) {
          expected.addAll(KilledWriter.quads(number));
        }
        assertThat(TinyStore.quads(store)).as("kill %s", kill).isEqualTo(expected);
        acknowledged = last;
      }
    }
  }

  /** Kills a writer some time after so many acknowledgements; says what the last one was. */
  private static long writeAndKill(Home home, Path folder, int after, Random random)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ClassPath.ofTests(),
                KilledWriter.class.getName(),
                home.root().toString(),
                folder.toString(),
                "100000")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < after; i++) {
        String line = lines.readLine();
        assertThat(line).as("the writer should go on until it is killed").isNotNull();
        last = Long.parseLong(line);
      }
      long until = System.nanoTime() + random.nextInt(20_000_000);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      // Through its handle, because the process itself would close the stream that is being read.
      process.toHandle().destroyForcibly();
      // What it still said before it died was acknowledged too.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Math.max(last, Long.parseLong(line));
      }
    }
    process.waitFor();
    return last;
  }
}
