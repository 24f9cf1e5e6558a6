package org.ibid.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Holds the files that the pages need: style sheet, icon, our scripts, and the scripts of others
 * that these import. Those come from WebJars, under names of ours, and find each other by these.
 */
public final class Assets {

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private static final String STYLE = "text/css; charset=utf-8";

  /** Our own files, each with its media type. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("ask.js", SCRIPT),
          Map.entry("browse.js", SCRIPT),
          Map.entry("cite.js", SCRIPT),
          Map.entry("edit.js", SCRIPT),
          Map.entry("ibid.css", STYLE),
          Map.entry("icon.svg", "image/svg+xml"),
          Map.entry("pick.js", SCRIPT),
          Map.entry("picture.css", STYLE),
          Map.entry("picture.js", SCRIPT),
          Map.entry("question.js", SCRIPT),
          Map.entry("read.js", SCRIPT),
          Map.entry("search.js", SCRIPT));

  private static final Pattern IMPORT =
      Pattern.compile("^(import\\b[^;'\"]*?from\\s*)(['\"])([^'\"]+)\\2", Pattern.MULTILINE);

  /** The scripts of others, by the name under which they are imported: WebJar and file. */
  private static final Map<String, String> MODULES = modules();

  /** The names under which we serve them. */
  private static final Map<String, String> SERVED =
      MODULES.keySet().stream().collect(Collectors.toMap(Assets::served, name -> name));

  private static final Map<String, Asset> READ = new ConcurrentHashMap<>();

  /**
   * One file.
   *
   * @param version changes when the bytes do
   * @param imports the names of all that a script imports, directly or not
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and never changed
  public record Asset(byte[] bytes, String mediaType, String version, Set<String> imports) {}

  private Assets() {}

  /** The file of that name, if it is one of them. */
  public static Optional<Asset> named(String name) {
    return OWN.containsKey(name) || SERVED.containsKey(name)
        ? Optional.of(asset(name))
        : Optional.empty();
  }

  static Asset asset(String name) {
    Asset known = READ.get(name);
    if (known == null) {
      known = read(name);
      READ.put(name, known);
    }
    return known;
  }

  /** The name with its version. */
  static String versioned(String name) {
    return name + "?" + asset(name).version();
  }

  private static Map<String, String> modules() {
    Properties file = properties(Assets.class.getResourceAsStream("modules.properties"));
    return file.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, file::getProperty));
  }

  private static Properties properties(InputStream from) {
    Properties properties = new Properties();
    try (InputStream in = from) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static String served(String module) {
    return module.replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "") + ".js";
  }

  private static Asset read(String name) {
    String mediaType = OWN.getOrDefault(name, SCRIPT);
    Set<String> imports = new LinkedHashSet<>();
    byte[] bytes = bytes(name);
    if (mediaType.equals(SCRIPT)) {
      bytes =
          linked(new String(bytes, StandardCharsets.UTF_8), imports)
              .getBytes(StandardCharsets.UTF_8);
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return new Asset(bytes, mediaType, Long.toHexString(sum.getValue()), Set.copyOf(imports));
  }

  /** The script, in which each import leads to the address at which we serve it. */
  private static String linked(String script, Set<String> imports) {
    Matcher matcher = IMPORT.matcher(script);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String module = matcher.group(3);
      String name = MODULES.containsKey(module) ? served(module) : module.replaceFirst("^\\./", "");
      imports.add(name);
      imports.addAll(asset(name).imports());
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(matcher.group(1) + "'./" + versioned(name) + "'"));
    }
    return matcher.appendTail(out).toString();
  }

  private static byte[] bytes(String name) {
    try (InputStream in =
        OWN.containsKey(name)
            ? Assets.class.getResourceAsStream(name)
            : Assets.class.getResourceAsStream(path(MODULES.get(SERVED.get(name))))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a file lies in its WebJar, whose path has the version. */
  private static String path(String jarAndFile) {
    List<String> pieces = List.of(jarAndFile.split(" ", 2));
    String about = "/META-INF/maven/org.webjars.npm/" + pieces.get(0) + "/pom.properties";
    String version = properties(Assets.class.getResourceAsStream(about)).getProperty("version");
    return "/META-INF/resources/webjars/" + pieces.get(0) + "/" + version + "/" + pieces.get(1);
  }
}
