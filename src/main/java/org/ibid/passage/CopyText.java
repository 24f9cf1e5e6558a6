package org.ibid.passage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Digests;

/**
 * Holds the text of one copy and knows at which code point of the copy each character stands.
 *
 * <p>A byte order mark is left out and every line end is made a line feed, so that one layout fits
 * copies from different systems; positions are still those in the copy as it is.
 */
public final class CopyText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String digest;
  private final String text;

  /** For each index of the text, and for its end, the position in the copy. */
  private final int[] positions;

  private CopyText(String digest, String text, int[] positions) {
    this.digest = digest;
    this.text = text;
    this.positions = positions;
  }

  /**
   * Reads a copy.
   *
   * @throws BadInputException if the file cannot be read, is not UTF-8 or holds no text
   */
  public static CopyText read(Path file) {
    try {
      return of(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new BadInputException(file.toString(), "there is no such file");
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "the file cannot be read");
    }
  }

  /** Takes the bytes of a copy; the name is for messages. */
  static CopyText of(byte[] bytes, String name) {
    String decoded;
    try {
      decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadInputException(name, "this is not text in UTF-8");
    }
    StringBuilder text = new StringBuilder(decoded.length());
    int[] positions = new int[decoded.length() + 1];
    int position = 0;
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      boolean isFeedAfterReturn = c == '\n' && i > 0 && decoded.charAt(i - 1) == '\r';
      boolean isMark = c == BYTE_ORDER_MARK && i == 0;
      if (!isFeedAfterReturn && !isMark) {
        positions[text.length()] = position;
        text.append(c == '\r' ? '\n' : c);
      }
      // A surrogate pair is one code point, counted with its second half.
      if (!Character.isHighSurrogate(c)) {
        position++;
      }
    }
    positions[text.length()] = position;
    if (text.toString().isBlank()) {
      throw new BadInputException(name, "there is no text in it");
    }
    return new CopyText(
        Digests.sha256(bytes), text.toString(), Arrays.copyOf(positions, text.length() + 1));
  }

  /** SHA-256 of the bytes of the copy, in hexadecimal. */
  public String digest() {
    return digest;
  }

  /** The text, in which every line ends with a line feed. */
  public String text() {
    return text;
  }

  /** The words at these positions, in the form in which the words of passages are compared. */
  public String words(List<Span> segments) {
    return PassageDigest.normalize(
        segments.stream()
            .map(span -> text.substring(index(span.start()), index(span.end())))
            .collect(Collectors.joining(" ")));
  }

  /** How many code points of the copy stand before the character at this index of the text. */
  int position(int index) {
    return positions[index];
  }

  /** The index of the character at this position, or -1 if the copy has no such position. */
  int index(int position) {
    int found = Arrays.binarySearch(positions, position);
    if (found < 0) {
      return -1;
    }
    // Both halves of a surrogate pair have the position of the pair.
    return found > 0 && positions[found - 1] == position ? found - 1 : found;
  }
}
