package org.ibid.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Holds the few files that the pages need: style sheet, icon, scripts. */
public final class Assets {

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "ibid.css",
          "text/css; charset=utf-8",
          "icon.svg",
          "image/svg+xml",
          "browse.js",
          "text/javascript; charset=utf-8",
          "edit.js",
          "text/javascript; charset=utf-8",
          "read.js",
          "text/javascript; charset=utf-8");

  private static final Map<String, Asset> ALL =
      MEDIA_TYPES.keySet().stream().collect(Collectors.toMap(name -> name, Assets::read));

  /** One file. */
  @SuppressWarnings("ArrayRecordComponent") // read once and never changed
  public record Asset(byte[] bytes, String mediaType, String version) {}

  private Assets() {}

  /** The file of that name, if it is one of them. */
  public static Optional<Asset> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static String version(String name) {
    return ALL.get(name).version();
  }

  private static Asset read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      byte[] bytes = in.readAllBytes();
      CRC32 sum = new CRC32();
      sum.update(bytes);
      return new Asset(bytes, MEDIA_TYPES.get(name), Long.toHexString(sum.getValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
