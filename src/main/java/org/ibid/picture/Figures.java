package org.ibid.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers as people say them: {@code 3.5 million}. */
public final class Figures {

  private static final String[] LARGE = {"", " thousand", " million", " billion", " trillion"};

  private Figures() {}

  /** The number, whole: shortened only by the zeros that a word stands for. */
  public static String words(BigDecimal number) {
    for (int power = LARGE.length - 1; power > 1; power--) {
      BigDecimal one = BigDecimal.TEN.pow(3 * power);
      if (number.abs().compareTo(one) >= 0) {
        BigDecimal rest = number.divide(one, MathContext.UNLIMITED).stripTrailingZeros();
        if (rest.precision() <= 5) {
          return rest.toPlainString() + LARGE[power];
        }
      }
    }
    return grouped(number.stripTrailingZeros().toPlainString());
  }

  /** A number on an axis. */
  static String tick(double number) {
    return words(new BigDecimal(number).round(new MathContext(3, RoundingMode.HALF_UP)));
  }

  /** The digits in groups of three, from five digits on. */
  private static String grouped(String plain) {
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String rest = point < 0 ? "" : plain.substring(point);
    return whole.length() < 5 ? plain : whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",") + rest;
  }
}
