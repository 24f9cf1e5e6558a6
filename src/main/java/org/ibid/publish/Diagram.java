package org.ibid.publish;

import java.util.List;

/**
 * A drawing of boxes and the lines between them, measured and ready to be written as SVG.
 *
 * @param id tells it from the others on its page
 * @param description what it shows, for who cannot see it
 * @param scales whether it may be drawn smaller where there is little room
 */
public record Diagram(
    String id,
    String title,
    String description,
    int width,
    int height,
    boolean scales,
    List<Line> lines,
    List<Box> boxes) {

  /** A box with a name that leads somewhere. */
  public record Box(int x, int y, int width, int height, Value name, boolean own) {

    /** The same box further to the right. */
    Box moved(int by) {
      return new Box(x + by, y, width, height, name, own);
    }

    /** Where the name has its middle, and where its letters stand. */
    public int textX() {
      return x + width / 2;
    }

    public int textY() {
      return y + height / 2 + 4;
    }
  }

  /**
   * A line.
   *
   * @param path its way, as SVG has it
   * @param arrow whether its end has a point
   * @param name what it stands for, or null
   * @param x where the name has its middle
   * @param y where the letters of the name stand
   */
  public record Line(String path, boolean arrow, Value name, int x, int y) {}
}
