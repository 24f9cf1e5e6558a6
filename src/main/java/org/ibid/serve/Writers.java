package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.edit.Editor;
import org.ibid.edit.Token;
import org.ibid.edit.Tokens;
import org.ibid.graph.Author;
import org.ibid.graph.Digests;
import org.ibid.publish.ProblemType;

/** Knows who may write: those who send a token that the store knows. */
final class Writers {

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)\\s*");
  private static final Pattern KEY = Pattern.compile("\"?([\\x21\\x23-\\x7e]{1,200})\"?");

  private final Optional<Tokens> tokens;

  Writers(Editor editor) {
    this.tokens = editor.store().map(store -> Tokens.of(store.folder()));
  }

  /**
   * The author of the change that a request asks for.
   *
   * @throws Refusal if there is no store, or the request has no token that opens it
   */
  Token holder(HttpServletRequest request) {
    if (tokens.isEmpty()) {
      throw new Refusal(
          ProblemType.FORBIDDEN,
          "This server serves the project's files, and nothing can be published here. Start it"
              + " with ./ibid serve --store FOLDER.");
    }
    if (parameter(request, "access_token") != null) {
      throw new Refusal(
          ProblemType.BAD_REQUEST,
          "A token is never sent in the address: send it in the header Authorization.");
    }
    if (request.getHeader("Authorization") == null) {
      throw new Refusal(
              ProblemType.NO_TOKEN,
              "Send the header Authorization: Bearer TOKEN. A token is made with"
                  + " ./ibid token add NAME --store FOLDER.")
          .withHeader("WWW-Authenticate", "Bearer realm=\"ibid\"");
    }
    return bearer(request)
        .flatMap(tokens.get()::holder)
        .orElseThrow(
            () ->
                new Refusal(
                        ProblemType.NO_TOKEN,
                        "The token is not one that opens this store: it may have been revoked, or"
                            + " have expired.")
                    .withHeader(
                        "WWW-Authenticate", "Bearer realm=\"ibid\", error=\"invalid_token\""));
  }

  /** What a request presents as its right to ask. */
  static Optional<String> bearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    Matcher bearer = BEARER.matcher(header == null ? "" : header);
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }

  /** Who asks for a change, and why; for a POST with its key, if it has one. */
  static Author author(HttpServletRequest request, Token holder, String reason, RequestBody body) {
    String key = request.getHeader("Idempotency-Key");
    if (key == null || !request.getMethod().equals("POST")) {
      return Author.of(holder.name(), reason);
    }
    Matcher matcher = KEY.matcher(key.strip());
    if (!matcher.matches()) {
      throw new Refusal(
          ProblemType.BAD_REQUEST,
          "An Idempotency-Key is made of 1 to 200 visible characters, such as a UUID.");
    }
    String asked =
        String.join(
            "\n",
            request.getMethod(),
            request.getRequestURI(),
            String.valueOf(request.getQueryString()),
            String.valueOf(request.getHeader("If-Match")),
            body.mediaType(),
            body.text());
    return new Author(holder.name(), reason, matcher.group(1), Digests.sha256(asked));
  }

  /** Why a change is made: the parameter or the header of that name, else nothing. */
  static String reason(HttpServletRequest request) {
    String reason = parameter(request, "reason");
    if (reason == null) {
      reason = request.getHeader("Reason");
      reason = reason == null ? null : inUtf8(reason);
    }
    return reason == null ? "" : reason.strip();
  }

  /** A parameter of the address; a body is never searched for it. */
  static String parameter(HttpServletRequest request, String name) {
    String query = request.getQueryString();
    if (query != null) {
      for (String piece : query.split("&", -1)) {
        String[] pair = piece.split("=", 2);
        if (pair[0].equals(name)) {
          return decoded(pair.length == 2 ? pair[1] : "");
        }
      }
    }
    return null;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ProblemType.BAD_REQUEST, "The address has a % that encodes nothing.");
    }
  }

  /** A header's bytes come as Latin-1; people write UTF-8. */
  private static String inUtf8(String header) {
    for (int i = 0; i < header.length(); i++) {
      if (header.charAt(i) > 0xff) {
        return header;
      }
    }
    byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }
}
