package org.ibid.graph;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers as people write them: {@code 3,500,000}, {@code 3.5 million}, {@code 3,5}. */
public final class Numbers {

  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?[0-9][0-9.,'"
              + " _\u00A0\u202F]*?)\\s*(hundred|thousand|million|billion|trillion|mn|bn|tn|k|m)?");

  private static final Map<String, Integer> ZEROS =
      Map.of(
          "hundred",
          2,
          "thousand",
          3,
          "k",
          3,
          "million",
          6,
          "mn",
          6,
          "m",
          6,
          "billion",
          9,
          "bn",
          9,
          "trillion",
          12,
          "tn",
          12);

  private Numbers() {}

  /** The number written out in digits, if the text is one and can be read in one way only. */
  public static Optional<String> plain(String text) {
    Matcher form =
        FORM.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("^[$€£]\\s*|\\s*[$€£]$", ""));
    if (!form.matches()) {
      return Optional.empty();
    }
    String digits = digits(form.group(1).replaceAll("[' _\u00A0\u202F]", ""));
    if (digits == null) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(digits);
    if (form.group(2) != null) {
      value = value.movePointRight(ZEROS.get(form.group(2)));
    }
    String plain = value.toPlainString();
    if (plain.contains(".")) {
      plain = plain.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return Optional.of(plain);
  }

  /** With a point, if any, or null if the signs do not say which of them is the point. */
  private static String digits(String text) {
    String number = text.replaceAll("[.,]$", "");
    if (number.matches("[+-]?[0-9]+(\\.[0-9]+)?")) {
      return number;
    }
    if (number.matches("[+-]?[0-9]{1,3}(,[0-9]{3}){2,}(\\.[0-9]+)?")
        || number.matches("[+-]?[0-9]{1,3}(,[0-9]{3})+\\.[0-9]+")) {
      return number.replace(",", "");
    }
    if (number.matches("[+-]?[0-9]{1,3}(\\.[0-9]{3}){2,}(,[0-9]+)?")) {
      return number.replace(".", "").replace(',', '.');
    }
    if (number.matches("[+-]?[0-9]+,[0-9]+") && !number.matches("[+-]?[1-9][0-9]{0,2},[0-9]{3}")) {
      return number.replace(',', '.');
    }
    return null;
  }
}
