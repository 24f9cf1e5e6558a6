package org.ibid.graph;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.riot.RiotException;
import org.apache.jena.sparql.core.Quad;

/**
 * Keeps beside the log the whole state after one of its entries, so that later states need not be
 * built from the beginning. It is an RDF Patch that adds every quad, compressed; without it nothing
 * is lost but time.
 *
 * @param path the file
 * @param number the entry
 * @param digest that entry's digest: of a log with another one this is no checkpoint
 */
record Checkpoint(Path path, long number, String digest) {

  private static final Pattern NAME =
      Pattern.compile("checkpoint-(\\d{1,18})-([0-9a-f]{64})\\.rdfp\\.gz");

  private static final int PIECE = 1 << 16;

  /** The checkpoints in a folder, latest first. */
  static List<Checkpoint> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(
              path -> {
                Matcher name = NAME.matcher(path.getFileName().toString());
                return name.matches()
                    ? new Checkpoint(path, Long.parseLong(name.group(1)), name.group(2))
                    : null;
              })
          .filter(checkpoint -> checkpoint != null)
          .sorted(Comparator.comparingLong(Checkpoint::number).reversed())
          .toList();
    }
  }

  /** Writes a checkpoint; it is there when it is whole. */
  static Checkpoint write(
      Path folder, LogFiles files, long number, String digest, Iterator<Quad> quads)
      throws IOException {
    Path target = folder.resolve("checkpoint-" + number + "-" + digest + ".rdfp.gz");
    Path fresh = folder.resolve("." + target.getFileName());
    Files.deleteIfExists(fresh);
    long count = 0;
    try (LogFiles.LogFile file = files.open(fresh)) {
      try (OutputStream out = new GZIPOutputStream(new Appending(file), PIECE)) {
        StringBuilder text = new StringBuilder("TX .\n");
        PatchText patch = new PatchText(text);
        while (quads.hasNext()) {
          patch.add(quads.next());
          count++;
          if (text.length() > PIECE) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
          }
        }
        text.append("TC .\n# ").append(count).append(" quads\n");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      }
      file.sync();
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    files.replace(fresh, target);
    return new Checkpoint(target, number, digest);
  }

  /**
   * Goes through all quads of the state.
   *
   * @throws IOException if the file cannot be read, or is damaged: the compression notices
   */
  void read(Consumer<Quad> quads) throws IOException {
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(path), PIECE), PIECE)) {
      PatchText.read(in, quad -> {}, quads);
      in.transferTo(OutputStream.nullOutputStream());
    } catch (RiotException | RuntimeIOException e) {
      throw new IOException(path + " is damaged", e);
    }
  }

  /** Deletes a file that turned out to be damaged, so that it is tried once. */
  void discard() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // It will be tried again.
    }
  }

  /** Writes to the end of a file. */
  private static final class Appending extends OutputStream {
    private final LogFiles.LogFile file;

    Appending(LogFiles.LogFile file) {
      this.file = file;
    }

    @Override
    public void write(int one) throws IOException {
      file.append(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.append(Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }
}
