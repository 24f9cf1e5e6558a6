package org.ibid.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.Digests;
import org.ibid.graph.StoredGraph;

/**
 * Keeps the key by which a server knows the commands that are run beside it: who can read it in the
 * store's folder could as well have opened the store.
 *
 * <p>It is 256 random bits, made anew each time that a store is served, in the file {@code key},
 * which only its owner can read.
 */
public final class StoreKey {

  private static final String FILE = "key";
  private static final int BYTES = 32;

  private final Path file;
  private final byte[] hash;

  private StoreKey(Path file, String key) {
    this.file = file;
    this.hash = hash(key);
  }

  private static byte[] hash(String key) {
    return Digests.sha256(key).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Makes a key for a store that is open here, and writes it down.
   *
   * @throws IOException if it cannot be written
   */
  public static StoreKey make(StoredGraph store) throws IOException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Path file = store.folder().resolve(FILE);
    AtomicFile.writePrivately(file, key + "\n");
    return new StoreKey(file, key);
  }

  /** The key of a store that is served elsewhere, if this user may read it. */
  public static Optional<String> of(Path store) {
    try {
      return Optional.of(Files.readString(store.resolve(FILE)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether somebody knows the key; the time that this takes tells nothing. */
  public boolean is(String presented) {
    return MessageDigest.isEqual(hash, hash(presented));
  }

  /** Takes the key away, when the store is served no longer. */
  public void discard() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It opens nothing any more.
    }
  }
}
