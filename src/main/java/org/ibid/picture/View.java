package org.ibid.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of the globe that a map shows, and how it lies on the sheet.
 *
 * @param projection has the middle of what is shown in its middle
 * @param scale how many pixels a radius of the globe is
 * @param originX where the middle of the projection is on the sheet, which may be beside it
 * @param originY and how far down
 */
record View(
    Lambert projection, double scale, double originX, double originY, double width, double height) {

  /** The radius of the globe in kilometres. */
  static final double RADIUS = 6371;

  /** So much of the world is shown at least, in kilometres: less would say nothing. */
  private static final double LEAST = 1600;

  /** So much further than the sheet are outlines drawn. */
  private static final double BEYOND = 4;

  /**
   * Shows all points, with room for their labels.
   *
   * @param points longitudes and latitudes in degrees; at least one
   */
  static View of(List<double[]> points, double width, boolean narrow) {
    double[] middle = middle(points);
    Lambert projection = new Lambert(middle[0], middle[1]);
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (double[] point : points) {
      double[] at = projection.project(point);
      left = Math.min(left, at[0]);
      right = Math.max(right, at[0]);
      top = Math.min(top, at[1]);
      bottom = Math.max(bottom, at[1]);
    }
    double wide = Math.max(right - left, LEAST / RADIUS);
    double high = Math.max(bottom - top, LEAST / RADIUS / 2);
    double besideX = narrow ? 52 : 110;
    double besideY = narrow ? 40 : 48;
    double least = width * (narrow ? 0.9 : 0.5);
    double most = width * (narrow ? 1.35 : 0.75);
    double scale = (width - 2 * besideX) / wide;
    double height = Math.max(least, Math.min(most, high * scale + 2 * besideY));
    scale = Math.min(scale, (height - 2 * besideY) / high);
    return new View(
        projection,
        scale,
        width / 2 - (left + right) / 2 * scale,
        height / 2 - (top + bottom) / 2 * scale,
        width,
        height);
  }

  /** The middle of points on the globe, in whole degrees: one can tell it in words. */
  private static double[] middle(List<double[]> points) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (double[] point : points) {
      double longitude = Math.toRadians(point[0]);
      double latitude = Math.toRadians(point[1]);
      x += Math.cos(latitude) * Math.cos(longitude);
      y += Math.cos(latitude) * Math.sin(longitude);
      z += Math.sin(latitude);
    }
    return new double[] {
      Math.rint(Math.toDegrees(Math.atan2(y, x))),
      Math.rint(Math.toDegrees(Math.atan2(z, Math.hypot(x, y))))
    };
  }

  /** Where a point of the globe is on the sheet. */
  double[] place(double[] at) {
    double[] point = projection.project(at);
    return new double[] {originX + point[0] * scale, originY + point[1] * scale};
  }

  /** Meridians and parallels, as the way of an SVG path. */
  String graticule() {
    double shown = Math.max(width, height) / scale;
    int step = shown > 1.5 ? 20 : 10;
    StringBuilder path = new StringBuilder();
    for (int longitude = -180; longitude < 180; longitude += step) {
      for (int latitude = -80; latitude < 80; latitude += 2) {
        piece(path, longitude, latitude, longitude, latitude + 2);
      }
    }
    for (int latitude = -80; latitude <= 80; latitude += step) {
      for (int longitude = -180; longitude < 180; longitude += 2) {
        piece(path, longitude, latitude, longitude + 2, latitude);
      }
    }
    return path.toString();
  }

  /** Writes a short piece of a line if it is on the sheet. */
  private void piece(StringBuilder path, int west, int south, int east, int north) {
    double[] from = place(new double[] {west, south});
    double[] to = place(new double[] {east, north});
    if (projection.nearness(new double[] {west, south}) > 0 && (isShown(from) || isShown(to))) {
      String begin = Svg.number(from[0]) + " " + Svg.number(from[1]);
      int last = path.length() - begin.length();
      if (last < 0 || path.indexOf(begin, last) != last) {
        path.append('M').append(begin);
      }
      path.append('L').append(Svg.number(to[0])).append(' ').append(Svg.number(to[1]));
    }
  }

  private boolean isShown(double[] at) {
    return at[0] >= 0 && at[0] <= width && at[1] >= 0 && at[1] <= height;
  }

  /** The line around the sheet, as far beside it as outlines are drawn. */
  List<double[]> edge() {
    return List.of(
        new double[] {-BEYOND, -BEYOND},
        new double[] {width + BEYOND, -BEYOND},
        new double[] {width + BEYOND, height + BEYOND},
        new double[] {-BEYOND, height + BEYOND});
  }

  /** A closed line without what is far beside the sheet. */
  List<double[]> clipped(List<double[]> line) {
    List<double[]> rest = line;
    for (int axis = 0; axis < 2; axis++) {
      double end = (axis == 0 ? width : height) + BEYOND;
      rest = cut(rest, axis, -BEYOND, 1);
      rest = cut(rest, axis, end, -1);
    }
    return rest;
  }

  /** Keeps of a closed line what lies on one side of an edge (Sutherland and Hodgman). */
  private static List<double[]> cut(List<double[]> line, int axis, double edge, int side) {
    List<double[]> kept = new ArrayList<>(line.size());
    for (int i = 0; i < line.size(); i++) {
      double[] from = line.get(i);
      double[] to = line.get((i + 1) % line.size());
      boolean fromIn = side * (from[axis] - edge) >= 0;
      boolean toIn = side * (to[axis] - edge) >= 0;
      if (fromIn) {
        kept.add(from);
      }
      if (fromIn != toIn) {
        double part = (edge - from[axis]) / (to[axis] - from[axis]);
        kept.add(
            new double[] {from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])});
      }
    }
    return kept;
  }
}
