package org.ibid.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Digests;

/**
 * Keeps the tokens of those who may write to a store, in the file {@code tokens} of its folder.
 *
 * <p>A token is 256 random bits, shown once to whoever makes it; the file holds its SHA-256, which
 * is enough for a secret that nobody can guess. The file is read each time that a token is
 * presented, so that a revocation counts at once, whatever process made it.
 */
public final class Tokens {

  /** What every token begins with, so that a forgotten one is recognised where it lies. */
  public static final String PREFIX = "ibid_";

  private static final String FILE = "tokens";
  private static final int BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}");
  private static final String HEADING =
      "# Who may write: name, SHA-256 of the token, day made, last day. Changed by: ./ibid token\n";

  private final Path file;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private Tokens(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** The tokens of the store in that folder. */
  public static Tokens of(Path store) {
    return of(store, Clock.systemUTC());
  }

  /** The same, by another clock. */
  public static Tokens of(Path store, Clock clock) {
    return new Tokens(store.resolve(FILE), clock);
  }

  /**
   * Makes a token and returns it; nobody can find it out later.
   *
   * @param name whose it is; there must be no other of that name
   * @param expires the last day on which it can be used, or null
   * @throws BadInputException if the name cannot be used, or the day has passed
   */
  public String add(String name, LocalDate expires) {
    if (!NAME.matcher(name).matches()) {
      throw new BadInputException(
          name,
          "a name is made of letters, digits, spaces and . _ @ -, begins with a letter or a digit,"
              + " and is at most 64 characters long");
    }
    if (expires != null && expires.isBefore(today())) {
      throw new BadInputException(name, expires + " has passed already");
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    change(
        tokens -> {
          if (tokens.stream().anyMatch(other -> other.name().equals(name))) {
            throw new BadInputException(
                name, "there is a token of that name; revoke it first, or choose another name");
          }
          List<Token> more = new ArrayList<>(tokens);
          more.add(new Token(name, Digests.sha256(token), today(), Optional.ofNullable(expires)));
          return more;
        });
    return token;
  }

  /**
   * Takes a token back, from now on.
   *
   * @return whether there was one
   */
  public boolean revoke(String name) {
    boolean[] found = new boolean[1];
    change(
        tokens -> {
          List<Token> others = tokens.stream().filter(t -> !t.name().equals(name)).toList();
          found[0] = others.size() < tokens.size();
          return others;
        });
    return found[0];
  }

  /** All tokens, in the order in which they were made. */
  public List<Token> all() {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "the tokens cannot be read: " + e.getMessage());
    }
    List<Token> tokens = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        tokens.add(read(line, number));
      }
    }
    return tokens;
  }

  /** Whose token this is, if it is one that can be used now. */
  public Optional<Token> holder(String token) {
    byte[] hash = Digests.sha256(token).getBytes(StandardCharsets.US_ASCII);
    Token found = null;
    for (Token candidate : all()) {
      // Every one is compared, in the same time, so that the time tells nothing.
      if (MessageDigest.isEqual(hash, candidate.hash().getBytes(StandardCharsets.US_ASCII))
          && candidate.isValidOn(today())) {
        found = candidate;
      }
    }
    return Optional.ofNullable(found);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private Token read(String line, int number) {
    String[] fields = line.split("\t", -1);
    try {
      if (fields.length == 4) {
        return new Token(
            fields[0],
            fields[1],
            LocalDate.parse(fields[2]),
            fields[3].equals("-") ? Optional.empty() : Optional.of(LocalDate.parse(fields[3])));
      }
    } catch (DateTimeParseException e) {
      throw new BadInputException(file.toString(), number, 1, "this is not a day: " + line);
    }
    throw new BadInputException(
        file.toString(), number, 1, "a line has four fields with tabs between them");
  }

  /** Changes the file, one process at a time. */
  private void change(Function<List<Token>, List<Token>> how) {
    Path lock = file.resolveSibling("." + FILE + ".lock");
    synchronized (Tokens.class) {
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        List<Token> before = all();
        List<Token> after = how.apply(before);
        if (!after.equals(before)) {
          StringBuilder text = new StringBuilder(HEADING);
          for (Token token : after) {
            text.append(token.name())
                .append('\t')
                .append(token.hash())
                .append('\t')
                .append(token.made())
                .append('\t')
                .append(token.expires().map(LocalDate::toString).orElse("-"))
                .append('\n');
          }
          AtomicFile.writePrivately(file, text.toString());
        }
      } catch (NoSuchFileException e) {
        throw new BadInputException(file.getParent().toString(), "there is no such folder");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
