package org.ibid.picture;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table, drawn in one way and for one width.
 *
 * @param title the picture's name
 * @param description what it shows, for who cannot see it
 * @param sheet what is drawn
 * @param notes what is said below it
 */
public record Picture(
    Drawing drawing, String title, String description, Sheet sheet, List<String> notes) {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private static final double MARGIN = 24;

  /**
   * Draws a table.
   *
   * @param description what the table shows
   */
  public static Picture of(
      Drawing drawing, Table table, String title, String description, int width) {
    Sheet sheet = new Sheet(width);
    drawing.draw(table, sheet);
    List<String> notes = sheet.notes(table);
    String all =
        (description + " " + notes.stream().collect(Collectors.joining(" "))).strip()
            + " The same rows stand below as a table.";
    return new Picture(drawing, title, all, sheet, notes);
  }

  /** The picture as part of a page, whose style sheet gives it its colours. */
  public String inline(String id) {
    Svg svg = new Svg();
    svg.open(
        "svg",
        "viewBox",
        "0 0 " + sheet.width() + " " + Svg.number(sheet.height()),
        "width",
        sheet.width(),
        "height",
        sheet.height(),
        "class",
        "picture " + drawing.name(),
        "role",
        "group",
        "aria-labelledby",
        id + "-title",
        "aria-describedby",
        id + "-about");
    svg.element("title", title, "id", id + "-title");
    svg.element("desc", description, "id", id + "-about");
    return svg.raw(sheet.svg()).close().toString();
  }

  /**
   * The picture alone as a small file, without words around it.
   *
   * @param style the rules for its classes, with colours and not names of colours
   */
  public String preview(String style) {
    Svg svg = new Svg();
    svg.open(
        "svg",
        "xmlns",
        NAMESPACE,
        "viewBox",
        "0 0 " + sheet.width() + " " + Svg.number(sheet.height()),
        "width",
        sheet.width(),
        "height",
        sheet.height(),
        "class",
        "picture " + drawing.name());
    return svg.element("style", style).raw(sheet.svg()).close().toString();
  }

  /**
   * The picture as a file of its own, with its title above, and its notes and source below.
   *
   * @param style the rules for its classes, with colours and not names of colours
   * @param source where the rows come from, in words
   * @param address where they come from
   */
  public String standalone(String style, String source, String address) {
    Svg above = new Svg();
    Svg below = new Svg();
    double room = sheet.width() - 2 * MARGIN;
    double y = MARGIN;
    for (String line : Letters.wrapped(title, 18, room)) {
      y += 22;
      above.element("text", line, "class", "title", "x", MARGIN, "y", y);
    }
    double top = y + 20;
    y = top + sheet.height() + 8;
    for (String note : notes) {
      for (String line : Letters.wrapped(note, Sheet.SIZE, sheet.width())) {
        y += Sheet.LINE;
        below.element("text", line, "class", "note", "x", MARGIN, "y", y);
      }
    }
    y += 6;
    below.open("a", "href", address);
    for (String line : Letters.wrapped(source, Sheet.SIZE, sheet.width())) {
      y += Sheet.LINE;
      below.element("text", line, "class", "note", "x", MARGIN, "y", y);
    }
    below.close();
    double width = sheet.width() + 2 * MARGIN;
    double height = y + MARGIN;
    Svg svg = new Svg();
    svg.open(
        "svg",
        "xmlns",
        NAMESPACE,
        "viewBox",
        "0 0 " + Svg.number(width) + " " + Svg.number(height),
        "width",
        width,
        "height",
        height,
        "class",
        "picture " + drawing.name(),
        "role",
        "img",
        "aria-labelledby",
        "title about");
    svg.element("title", title, "id", "title");
    svg.element("desc", description, "id", "about");
    svg.open("metadata")
        .open(
            "rdf:RDF",
            "xmlns:rdf",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "xmlns:dc",
            "http://purl.org/dc/elements/1.1/")
        .open("rdf:Description", "rdf:about", "")
        .element("dc:title", title)
        .element("dc:description", source)
        .empty("dc:source", "rdf:resource", address)
        .close()
        .close()
        .close();
    svg.element("style", style);
    svg.empty("rect", "class", "paper", "width", width, "height", height);
    svg.raw(above);
    svg.open("g", "transform", "translate(" + Svg.number(MARGIN) + " " + Svg.number(top) + ")");
    return svg.raw(sheet.svg()).close().raw(below).close().toString();
  }
}
