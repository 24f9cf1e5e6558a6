package org.ibid.publish;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.picture.Picture;

/**
 * Writes pictures as files of their own, which bring along what they look like. The colours of the
 * style sheets have names there; some programs that read SVG know no names, so that each stands
 * here as itself.
 */
public final class PictureFiles {

  private static final Pattern MEDIA =
      Pattern.compile("@media[^{]*\\{(?:[^{}]*\\{[^{}]*\\})*[^{}]*\\}");
  private static final Pattern DARK =
      Pattern.compile(
          "@media \\(prefers-color-scheme: dark\\)\\s*\\{((?:[^{}]*\\{[^{}]*\\})*)[^{}]*\\}");
  private static final Pattern NAMED = Pattern.compile("(--[a-z0-9-]+):\\s*([^;}]+);");
  private static final Pattern USED = Pattern.compile("var\\((--[a-z0-9-]+)\\)");

  private static final String SHEETS = text("ibid.css") + text("picture.css");

  private static final Map<String, String> LIGHT = named(MEDIA.matcher(SHEETS).replaceAll(""));

  private static final String RULES =
      MEDIA
          .matcher(text("picture.css"))
          .replaceAll("")
          .replaceAll("(?s)/\\*.*?\\*/|:root\\s*\\{[^}]*\\}", "");

  private static final String STYLE = with(LIGHT);

  private static final String STYLE_OF_BOTH =
      STYLE + "@media (prefers-color-scheme: dark) {" + with(dark()) + "}";

  private PictureFiles() {}

  /**
   * A picture as a file, in light colours as it is printed.
   *
   * @param source where the rows come from, in words
   * @param address where they come from
   */
  public static byte[] svg(Picture picture, String source, String address) {
    return picture.standalone(STYLE, source, address).getBytes(StandardCharsets.UTF_8);
  }

  /** A small picture for a page that shows many: light or dark as the page is. */
  public static byte[] preview(Picture picture) {
    return picture.preview(STYLE_OF_BOTH).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> dark() {
    Map<String, String> dark = new LinkedHashMap<>(LIGHT);
    Matcher matcher = DARK.matcher(SHEETS);
    while (matcher.find()) {
      dark.putAll(named(matcher.group(1)));
    }
    return dark;
  }

  private static Map<String, String> named(String sheet) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher matcher = NAMED.matcher(sheet);
    while (matcher.find()) {
      values.put(matcher.group(1), matcher.group(2).strip());
    }
    return values;
  }

  private static String with(Map<String, String> values) {
    return USED.matcher(RULES)
        .replaceAll(
            used -> Matcher.quoteReplacement(values.getOrDefault(used.group(1), "currentColor")))
        .replaceAll("\\s*\\n\\s*", "");
  }

  private static String text(String asset) {
    return new String(Assets.asset(asset).bytes(), StandardCharsets.UTF_8);
  }
}
