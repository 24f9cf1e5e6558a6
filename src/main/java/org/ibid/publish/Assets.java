package org.ibid.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** Holds the few files that the pages need: the style sheet and the icon. */
public final class Assets {

  private static final Map<String, String> MEDIA_TYPES =
      Map.of("ibid.css", "text/css; charset=utf-8", "icon.svg", "image/svg+xml");

  private static final Map<String, Asset> ALL =
      Map.of("ibid.css", read("ibid.css"), "icon.svg", read("icon.svg"));

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
