package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.riot.Lang;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;
import org.ibid.publish.ProblemType;

/**
 * Reads what a request brings with it, within limits.
 *
 * @param mediaType what its Content-Type says, in lower case and without parameters
 * @param text the body
 */
record RequestBody(String mediaType, String text) {

  /** The longest body that is read: about four thousand claims. */
  static final int LONGEST = 8 << 20;

  static final String PATCH = "application/rdf-patch";
  static final String JSON = "application/json";

  /** So much of an unwanted body is read, so that the connection can be used again. */
  private static final int DRAINED = 64 << 10;

  /**
   * So much is read before the connection is closed: a client that is cut off while it still sends
   * may lose the answer (RFC 9112, section 9.6).
   */
  private static final int LET_SEND = 2 * LONGEST;

  private static final Map<String, Lang> SYNTAXES =
      new TreeMap<>(
          Map.of(
              "text/turtle", Lang.TURTLE,
              "application/trig", Lang.TRIG,
              "application/n-triples", Lang.NTRIPLES,
              "application/n-quads", Lang.NQUADS,
              "application/ld+json", Lang.JSONLD,
              "application/rdf+xml", Lang.RDFXML));

  /** The media types in which a document can be sent. */
  static List<String> documents() {
    return List.copyOf(SYNTAXES.keySet());
  }

  /**
   * Reads a body that must be of one of these media types.
   *
   * @throws Refusal if it is not, is too long, or is not text in UTF-8
   */
  static RequestBody of(Exchange exchange, List<String> mediaTypes) throws IOException {
    return of(exchange, mediaTypes, LONGEST);
  }

  /** The same with another limit. */
  static RequestBody of(Exchange exchange, List<String> mediaTypes, int longest)
      throws IOException {
    HttpServletRequest request = exchange.request();
    String contentType = request.getContentType();
    String mediaType = mediaType(contentType);
    if (!mediaTypes.contains(mediaType)) {
      throw unsupported(
          mediaType.isEmpty() ? "The request does not say what it brings" : "This is " + mediaType,
          mediaTypes);
    }
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("This is compressed (" + encoding + ")", mediaTypes);
    }
    String charset = request.getCharacterEncoding();
    if (charset != null
        && !charset.equalsIgnoreCase("utf-8")
        && !charset.equalsIgnoreCase("us-ascii")) {
      throw unsupported("This is text in " + charset, mediaTypes);
    }
    if (request.getContentLengthLong() > longest) {
      throw tooLong(longest);
    }
    byte[] bytes = request.getInputStream().readNBytes(longest + 1);
    if (bytes.length > longest) {
      throw tooLong(longest);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new RequestBody(mediaType, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw new Refusal(ProblemType.CONTENT_SYNTAX, "The text is not UTF-8.");
    }
  }

  private static String mediaType(String contentType) {
    return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Refusal unsupported(String what, List<String> mediaTypes) {
    return new Refusal(
            ProblemType.MEDIA_TYPE,
            what + "; what can be sent here is " + String.join(", ", mediaTypes) + ", in UTF-8.")
        .with("available", mediaTypes)
        .withHeader("Accept", String.join(", ", mediaTypes));
  }

  private static Refusal tooLong(int longest) {
    return new Refusal(
        ProblemType.TOO_LARGE,
        "At most " + longest + " bytes are taken at once; send it in several pieces.");
  }

  /**
   * The document that the body is.
   *
   * @throws Refusal if it does not keep to its syntax; it says where
   */
  SourceFile document() {
    Lang syntax = SYNTAXES.get(mediaType);
    try {
      return SourceFile.parse(
          text, "document." + syntax.getFileExtensions().get(0), syntax, Ibid.CANDIDATE_GRAPH);
    } catch (BadInputException e) {
      throw Refusal.mistake(ProblemType.CONTENT_SYNTAX, text, e);
    }
  }

  /**
   * Sees to what is left of a body when a request is refused before it was read: a little is read,
   * and a lot has the connection closed, when the client has sent it.
   */
  static void leave(HttpServletRequest request, HttpServletResponse response) {
    if (request.getHeader("Expect") == null && request.getContentLengthLong() <= LET_SEND) {
      try {
        if (read(request.getInputStream()) <= DRAINED) {
          return;
        }
      } catch (IOException | IllegalStateException e) {
        // What cannot be read is left.
      }
    }
    response.setHeader("Connection", "close");
  }

  /** Reads what there is, within limits, and says how much that was. */
  private static long read(InputStream in) throws IOException {
    byte[] piece = new byte[DRAINED];
    long all = 0;
    for (int some = in.read(piece); some >= 0 && all <= LET_SEND; some = in.read(piece)) {
      all += some;
    }
    return all;
  }
}
