package org.ibid.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Where numbers stand along an axis: evenly, or each tenfold as far as the one before. */
final class Scale {

  /** From here on the smallest would not be seen beside the largest. */
  private static final double WIDE = 50;

  private final double from;
  private final double to;
  private final boolean logarithmic;
  private final double left;
  private final double width;

  private Scale(double from, double to, boolean logarithmic, double left, double width) {
    this.from = from;
    this.to = to;
    this.logarithmic = logarithmic;
    this.left = left;
    this.width = width;
  }

  /** The scale for all these numbers between two places. */
  static Scale of(List<Double> numbers, double left, double width) {
    double least = numbers.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = numbers.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    if (least > 0 && most / least >= WIDE) {
      double from = Math.pow(10, Math.floor(Math.log10(least)));
      double to = Math.pow(10, Math.ceil(Math.log10(most)));
      return new Scale(from, to, true, left, width);
    }
    double from = Math.min(0, least);
    double step = step(Math.max(most - from, 1e-9));
    double to = Math.ceil(most / step) * step;
    return new Scale(Math.floor(from / step) * step, to > from ? to : from + 1, false, left, width);
  }

  /** A round step of which about four go into a span. */
  private static double step(double span) {
    double power = Math.pow(10, Math.floor(Math.log10(span)));
    double lead = span / power;
    return power * (lead <= 2 ? 0.5 : lead <= 5 ? 1 : 2);
  }

  boolean isLogarithmic() {
    return logarithmic;
  }

  double at(double number) {
    double part =
        logarithmic
            ? Math.log10(number / from) / Math.log10(to / from)
            : (number - from) / (to - from);
    return left + part * width;
  }

  /** The numbers that the axis shows. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      for (double tick = from; tick <= to * 1.001; tick *= 10) {
        ticks.add(tick);
      }
    } else {
      double step = step(to - from);
      DoubleStream.iterate(from, tick -> tick <= to + step / 1000, tick -> tick + step)
          .forEach(ticks::add);
    }
    return ticks;
  }
}
