package org.ibid.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses among the forms on offer the one that a client's {@code Accept} header likes best. */
final class Negotiation {

  /** A media type on offer and what stands behind it. */
  record Offer<T>(String mediaType, T what) {}

  private record Range(String type, String subtype, double quality) {

    /** How exactly the range names the media type: 0 not at all, 3 by its whole name. */
    int fit(String mediaType) {
      int slash = mediaType.indexOf('/');
      if (type.equals("*")) {
        return 1;
      }
      if (!type.equals(mediaType.substring(0, slash))) {
        return 0;
      }
      return subtype.equals("*") ? 2 : subtype.equals(mediaType.substring(slash + 1)) ? 3 : 0;
    }
  }

  private Negotiation() {}

  /**
   * The offer of the best quality; among equals the first. Nothing when the client accepts none.
   *
   * @param accept the header, or null or empty for a client that takes anything
   */
  static <T> Optional<Offer<T>> choose(String accept, List<Offer<T>> offers) {
    List<Range> ranges = ranges(accept == null || accept.isBlank() ? "*/*" : accept);
    Offer<T> best = null;
    double bestQuality = 0;
    for (Offer<T> offer : offers) {
      double quality = quality(offer.mediaType(), ranges);
      if (quality > bestQuality) {
        best = offer;
        bestQuality = quality;
      }
    }
    return Optional.ofNullable(best);
  }

  /** How much a client with that header likes a media type, between 0 and 1. */
  static double quality(String accept, String mediaType) {
    return quality(mediaType, ranges(accept));
  }

  private static double quality(String mediaType, List<Range> ranges) {
    int bestFit = 0;
    double quality = 0;
    for (Range range : ranges) {
      int fit = range.fit(mediaType);
      if (fit > bestFit) {
        bestFit = fit;
        quality = range.quality();
      }
    }
    return quality;
  }

  private static List<Range> ranges(String accept) {
    List<Range> ranges = new ArrayList<>();
    for (String item : accept.split(",", -1)) {
      String[] pieces = item.strip().split("\\s*;\\s*", -1);
      String[] type = pieces[0].toLowerCase(Locale.ROOT).split("/", 2);
      if (type.length == 2) {
        double quality = 1;
        for (int i = 1; i < pieces.length; i++) {
          if (pieces[i].startsWith("q=") || pieces[i].startsWith("Q=")) {
            quality = number(pieces[i].substring(2));
          }
        }
        ranges.add(new Range(type[0].strip(), type[1].strip(), quality));
      }
    }
    return ranges;
  }

  /** A quality as headers give it, between 0 and 1. */
  static double number(String text) {
    try {
      return Math.max(0, Math.min(1, Double.parseDouble(text.strip())));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
