package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.edit.Condition;
import org.ibid.publish.ProblemType;

/** Reads from the headers of a request which state it is meant for. */
final class Preconditions {

  private static final Pattern TAGS =
      Pattern.compile("\\s*(?:(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\")\\s*(?:,|$)");

  /** A tag of one representation: that of what it shows, a hyphen, and its form. */
  private static final Pattern OF_ONE_FORM = Pattern.compile("([0-9a-f]{32})-.*");

  private Preconditions() {}

  /** What {@code If-Match} and {@code If-None-Match} ask. */
  static Condition of(HttpServletRequest request) {
    String match = joined(request, "If-Match");
    String noneMatch = joined(request, "If-None-Match");
    if (noneMatch != null) {
      if (match != null || !noneMatch.strip().equals("*")) {
        throw new Refusal(
            ProblemType.BAD_REQUEST,
            "Send either If-Match with tags, or If-None-Match: * for what is to be new.");
      }
      return Condition.isNew();
    }
    if (match == null) {
      return Condition.none();
    }
    return match.strip().equals("*") ? Condition.isThere() : Condition.isOneOf(tags(match));
  }

  private static String joined(HttpServletRequest request, String name) {
    List<String> all = new ArrayList<>(Collections.list(request.getHeaders(name)));
    return all.isEmpty() ? null : String.join(",", all);
  }

  private static Set<String> tags(String header) {
    Set<String> tags = new HashSet<>();
    Matcher matcher = TAGS.matcher(header);
    int end = 0;
    while (end < header.length() && matcher.find(end) && matcher.start() == end) {
      if (matcher.group(1) == null) {
        tags.add(withoutForm(matcher.group(2)));
      }
      end = matcher.end();
    }
    if (end < header.length()) {
      throw new Refusal(
          ProblemType.BAD_REQUEST,
          "If-Match holds entity tags in quotation marks, as the header ETag gave them, and not "
              + header
              + ".");
    }
    return tags;
  }

  /** What a tag says of the state, whatever the form in which it was fetched. */
  private static String withoutForm(String tag) {
    Matcher matcher = OF_ONE_FORM.matcher(tag);
    return matcher.matches() ? matcher.group(1) : tag;
  }
}
