package org.ibid.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;

/**
 * The outlines of the land of the world, and of the lakes in it. They are those of Natural Earth,
 * simplified; the file says how. There are no borders of states in it.
 */
final class Land {

  private static final String FILE = "land.geojson";

  /** Closed lines: longitudes and latitudes of their points in turn. */
  private static final List<double[]> OUTLINES = read();

  private Land() {}

  private static List<double[]> read() {
    try (InputStream in = Land.class.getResourceAsStream(FILE)) {
      List<double[]> outlines = new ArrayList<>();
      JSON.parse(in)
          .getObj("geometry")
          .get("coordinates")
          .getAsArray()
          .forEach(
              polygon ->
                  polygon.getAsArray().forEach(line -> outlines.add(points(line.getAsArray()))));
      return List.copyOf(outlines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] points(JsonArray line) {
    double[] points = new double[2 * line.size()];
    for (int i = 0; i < line.size(); i++) {
      JsonArray point = line.get(i).getAsArray();
      points[2 * i] = point.get(0).getAsNumber().value().doubleValue();
      points[2 * i + 1] = point.get(1).getAsNumber().value().doubleValue();
    }
    return points;
  }

  /** The land within a view, as the way of an SVG path that is filled by the even-odd rule. */
  static String path(View view) {
    StringBuilder path = new StringBuilder();
    double[] opposite = view.projection().opposite();
    for (double[] outline : OUTLINES) {
      List<double[]> line = new ArrayList<>(outline.length / 2);
      for (int i = 0; i < outline.length; i += 2) {
        line.add(view.place(new double[] {outline[i], outline[i + 1]}));
      }
      List<double[]> shown = view.clipped(line);
      if (surrounds(outline, opposite)) {
        // The point opposite to the middle is torn apart to a circle around the map: what lies
        // within such an outline on the globe lies outside of it there.
        append(path, view.edge());
      }
      append(path, shown);
    }
    return path.toString();
  }

  /** Whether a point is within an outline: a ray from it to the north crosses it an odd times. */
  private static boolean surrounds(double[] outline, double[] point) {
    boolean within = false;
    int last = outline.length - 2;
    for (int i = 0; i < outline.length; i += 2) {
      double west = outline[last];
      double east = outline[i];
      if (west > point[0] != east > point[0]) {
        double part = (point[0] - west) / (east - west);
        within ^= outline[last + 1] + part * (outline[i + 1] - outline[last + 1]) > point[1];
      }
      last = i;
    }
    return within;
  }

  /**
   * Writes a closed line, in tenths of a pixel from point to point; points too near to the one
   * before for an eye to tell are left out.
   */
  private static void append(StringBuilder path, List<double[]> line) {
    int written = 0;
    int begin = path.length();
    long lastX = 0;
    long lastY = 0;
    for (double[] point : line) {
      long x = Math.round(point[0] * 10);
      long y = Math.round(point[1] * 10);
      if (written == 0 || Math.hypot((double) (x - lastX), (double) (y - lastY)) > 8) {
        path.append(written == 0 ? 'M' : 'l');
        tenths(path, x - lastX);
        path.append(' ');
        tenths(path, y - lastY);
        lastX = x;
        lastY = y;
        written++;
      }
    }
    if (written < 3) {
      path.setLength(begin);
    } else {
      path.append('Z');
    }
  }

  private static void tenths(StringBuilder path, long tenths) {
    if (tenths < 0) {
      path.append('-');
    }
    path.append(Math.abs(tenths) / 10);
    if (tenths % 10 != 0) {
      path.append('.').append(Math.abs(tenths) % 10);
    }
  }
}
