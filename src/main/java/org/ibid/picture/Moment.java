package org.ibid.picture;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as exactly as it is known: a year, a month or a day.
 *
 * @param first its first day
 * @param last its last day
 */
record Moment(LocalDate first, LocalDate last) {

  private static final Pattern FORM =
      Pattern.compile("(-?\\d{4,})(?:-(\\d\\d)(?:-(\\d\\d))?)?(?:T.*|Z|[-+]\\d\\d:\\d\\d)?");

  /** The moment that a value of a date or time tells, if it is one. */
  static Optional<Moment> of(Cell cell) {
    Matcher form = FORM.matcher(cell == null ? "" : cell.form());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      int year = Integer.parseInt(form.group(1));
      if (form.group(2) == null) {
        Year whole = Year.of(year);
        return Optional.of(new Moment(whole.atDay(1), whole.atDay(whole.length())));
      }
      int month = Integer.parseInt(form.group(2));
      if (form.group(3) == null) {
        YearMonth whole = YearMonth.of(year, month);
        return Optional.of(new Moment(whole.atDay(1), whole.atEndOfMonth()));
      }
      LocalDate day = LocalDate.of(year, month, Integer.parseInt(form.group(3)));
      return Optional.of(new Moment(day, day));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  boolean isDay() {
    return first.equals(last);
  }
}
