package org.ibid.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ibid.picture.Drawing;
import org.ibid.picture.Drawings;
import org.ibid.picture.Picture;
import org.ibid.picture.Sheet;
import org.ibid.picture.Table;

/**
 * How an answer is shown: as a table alone, or with a picture above it; and how else it could be.
 *
 * @param view the name of the way that was asked for
 * @param choices the ways that fit, of which one is chosen
 * @param others the pictures that do not fit, with what each needs
 * @param unfit why the picture that was asked for cannot be drawn, or null
 * @param picture the picture, or null
 */
public record Showing(
    String view, List<Choice> choices, List<Need> others, String unfit, Drawn picture) {

  /** The name of the way that has no picture. */
  public static final String TABLE = "table";

  /** A way to show the answer, and where it is shown so. */
  public record Choice(String name, String href, boolean chosen) {}

  /** A kind of picture and the columns that it needs. */
  public record Need(String name, String needs) {}

  /**
   * A picture in a page.
   *
   * @param wide the SVG for a wide screen
   * @param narrow the SVG for a phone
   * @param notes what is said below it
   * @param file where it can be had as a file
   */
  public record Drawn(String wide, String narrow, List<String> notes, String file) {}

  /**
   * Shows an answer.
   *
   * @param view the name of a picture, or that of the table
   * @param title what is asked
   * @param description what the answer shows
   * @param page where the answer is shown in the way of that name
   * @param file where the picture of that name can be had as a file
   * @return null where there is nothing to draw
   */
  public static Showing of(
      Table table,
      String view,
      String title,
      String description,
      UnaryOperator<String> page,
      UnaryOperator<String> file) {
    if (table.rows() == 0) {
      return null;
    }
    List<Choice> choices = new ArrayList<>();
    List<Need> others = new ArrayList<>();
    choices.add(new Choice(Names.capitalised(TABLE), page.apply(TABLE), view.equals(TABLE)));
    String unfit = null;
    Drawn drawn = null;
    for (Drawing drawing : Drawings.all()) {
      String name = drawing.name();
      boolean wanted = name.equals(view);
      String why = drawing.unfit(table).orElse(null);
      if (why != null) {
        others.add(new Need(Names.capitalised(name), drawing.needs()));
        unfit = wanted ? why : unfit;
      } else {
        choices.add(new Choice(Names.capitalised(name), page.apply(name), wanted));
        if (wanted) {
          Picture wide = Picture.of(drawing, table, title, description, Sheet.WIDE);
          Picture narrow = Picture.of(drawing, table, title, description, Sheet.NARROW);
          drawn =
              new Drawn(
                  wide.inline("picture-wide"),
                  narrow.inline("picture-narrow"),
                  wide.notes(),
                  file.apply(name));
        }
      }
    }
    return new Showing(view, choices, others, unfit, drawn);
  }
}
