package org.ibid.edit.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.ibid.edit.form.Field.Entry;

/** Reads numbers, dates and the like from what was typed. */
final class Literals {

  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"{}|^`\\\\]+");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d*\\.\\d+");
  private static final Pattern IN_WORDS =
      Pattern.compile(
          "[^\\d-]*(-?[\\d, ]*\\d(?:\\.\\d+)?)\\s*(thousand|million|billion|trillion)?\\b.*");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})[. /-](\\d{1,2}|[a-z]+)[. ,/-]*(\\d{4}).*");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("([a-z]+)\\.?\\s*(?:(\\d{1,2}),?\\s+)?(\\d{4}).*");
  private static final Pattern ANY_YEAR = Pattern.compile("(?:.*\\D)?(\\d{4})(?:\\D.*)?");
  private static final Map<String, Integer> SIZES =
      Map.of("thousand", 3, "million", 6, "billion", 9, "trillion", 12);
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private Literals() {}

  /** The datatype that the text calls for in a field of that kind, or null where it is none. */
  static XSDDatatype datatype(Entry entry, String text) {
    return switch (entry) {
      case DATE -> date(text);
      case ADDRESS -> ADDRESS.matcher(text).matches() ? XSDDatatype.XSDanyURI : null;
      case NUMBER ->
          INTEGER.matcher(text).matches()
              ? XSDDatatype.XSDinteger
              : DECIMAL.matcher(text).matches() ? XSDDatatype.XSDdecimal : null;
      case FLAG -> text.equals("true") || text.equals("false") ? XSDDatatype.XSDboolean : null;
      default -> null;
    };
  }

  private static XSDDatatype date(String text) {
    XSDDatatype type =
        YEAR.matcher(text).matches()
            ? XSDDatatype.XSDgYear
            : MONTH.matcher(text).matches()
                ? XSDDatatype.XSDgYearMonth
                : DAY.matcher(text).matches() ? XSDDatatype.XSDdate : null;
    return type != null && type.isValid(text) ? type : null;
  }

  /** What is wrong with a text that is none of what the field asks for. */
  static String complaint(Entry entry, String text) {
    return switch (entry) {
      case DATE ->
          "“"
              + text
              + "” is no date: write a year (2016), a month (2019-05) or a day (2019-05-22).";
      case NUMBER ->
          "“" + text + "” is no plain number: write it out in figures alone, such as 3500000.";
      case ADDRESS -> "“" + text + "” is no web address: it begins with https:// or http://.";
      default -> "“" + text + "” is neither true nor false.";
    };
  }

  /** What may have been meant by it. */
  static List<String> meant(Entry entry, String text) {
    String lower = text.toLowerCase(Locale.ROOT).strip();
    List<String> found = new ArrayList<>();
    if (entry == Entry.NUMBER) {
      Matcher number = IN_WORDS.matcher(lower);
      if (number.matches()) {
        BigDecimal value =
            new BigDecimal(number.group(1).replaceAll("[, ]", ""))
                .scaleByPowerOfTen(SIZES.getOrDefault(String.valueOf(number.group(2)), 0));
        found.add(value.stripTrailingZeros().toPlainString());
      }
    } else if (entry == Entry.ADDRESS && ADDRESS.matcher("https://" + text).matches()) {
      found.add("https://" + text);
    } else if (entry == Entry.DATE) {
      String date = dateMeant(lower);
      if (date != null && date(date) != null) {
        found.add(date);
      }
    }
    return found;
  }

  private static String dateMeant(String lower) {
    Matcher dayFirst = DAY_FIRST.matcher(lower);
    if (dayFirst.matches()) {
      return iso(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
    }
    Matcher monthFirst = MONTH_FIRST.matcher(lower);
    if (monthFirst.matches() && month(monthFirst.group(1)) > 0) {
      return iso(monthFirst.group(3), monthFirst.group(1), monthFirst.group(2));
    }
    Matcher year = ANY_YEAR.matcher(lower);
    return year.matches() ? year.group(1) : null;
  }

  private static String iso(String year, String month, String day) {
    int number = month(month);
    String start = year + "-" + (number < 10 ? "0" : "") + number;
    return day == null ? start : start + "-" + (day.length() < 2 ? "0" : "") + day;
  }

  private static int month(String text) {
    if (Character.isDigit(text.charAt(0))) {
      return Integer.parseInt(text);
    }
    int place = text.length() < 3 ? -1 : MONTHS.indexOf(text.substring(0, 3));
    return place >= 0 && place % 3 == 0 ? place / 3 + 1 : 0;
  }
}
