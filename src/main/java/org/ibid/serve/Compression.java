package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Compresses what is sent to clients that accept it so. */
final class Compression {

  /** What is shorter gains nothing. */
  private static final int SHORTEST = 1024;

  private static final int BUFFER = 16 * 1024;

  private static final Set<String> INCOMPRESSIBLE = Set.of("application/gzip");

  private Compression() {}

  /** Whether a body is to be compressed; says in {@code Vary} that this depends on the client. */
  static boolean applies(
      HttpServletRequest request, HttpServletResponse response, String mediaType, long length) {
    if (length < SHORTEST || INCOMPRESSIBLE.contains(mediaType)) {
      return false;
    }
    Exchange.append(response, "Vary", "Accept-Encoding");
    return isAccepted(request.getHeader("Accept-Encoding"));
  }

  static boolean isAccepted(String header) {
    if (header == null || header.isBlank()) {
      return false;
    }
    double gzip = -1;
    double any = -1;
    for (String item : header.split(",", -1)) {
      String[] pieces = item.strip().split("\\s*;\\s*", -1);
      double quality = 1;
      for (int i = 1; i < pieces.length; i++) {
        if (pieces[i].toLowerCase(Locale.ROOT).startsWith("q=")) {
          quality = Negotiation.number(pieces[i].substring(2));
        }
      }
      if (pieces[0].equalsIgnoreCase("gzip") || pieces[0].equalsIgnoreCase("x-gzip")) {
        gzip = quality;
      } else if (pieces[0].equals("*")) {
        any = quality;
      }
    }
    return gzip >= 0 ? gzip > 0 : any > 0;
  }

  /** The bytes, compressed. */
  static byte[] of(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Where the body of a long response is written to; the writer closes it when all is written, and
   * leaves it open when the response is cut off.
   */
  static OutputStream stream(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange.append(response, "Vary", "Accept-Encoding");
    if (!isAccepted(request.getHeader("Accept-Encoding")) || request.getMethod().equals("HEAD")) {
      return response.getOutputStream();
    }
    response.setHeader("Content-Encoding", "gzip");
    return new GZIPOutputStream(response.getOutputStream(), BUFFER);
  }
}
