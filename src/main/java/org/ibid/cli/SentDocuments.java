package org.ibid.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.riot.Lang;
import org.ibid.graph.Ibid;
import org.ibid.graph.Lines;
import org.ibid.graph.Place;
import org.ibid.graph.SourceFile;
import org.ibid.graph.Span;

/**
 * Joins the documents that go to a server as one change, and knows in which of them a line of the
 * whole stands.
 */
final class SentDocuments {

  private record Piece(SourceFile document, Lines lines, int before) {}

  private final Lang syntax;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * Joins documents.
   *
   * @throws CommandException if they are several and not all Turtle
   */
  SentDocuments(List<SourceFile> documents) {
    this.syntax = SourceFile.syntaxOf(documents.get(0).path());
    int before = 0;
    for (SourceFile document : documents) {
      if (documents.size() > 1 && !Lang.TURTLE.equals(SourceFile.syntaxOf(document.path()))) {
        throw new CommandException(
            "several files go to a server as one change only if all of them are Turtle; "
                + document.path().getFileName()
                + " is not: publish the files one by one");
      }
      String piece =
          document
              .readText()
              .orElseThrow(
                  () ->
                      new CommandException(document.path() + " has just been changed: try again"));
      if (before > 0) {
        // What a document declares ends with it.
        text.append("@base <").append(Ibid.BASE).append("> .\n");
        before++;
      }
      String whole = piece.endsWith("\n") ? piece : piece + "\n";
      text.append(documents.size() == 1 ? piece : whole);
      pieces.add(new Piece(document, new Lines(piece), before));
      before += (int) whole.chars().filter(c -> c == '\n').count();
    }
  }

  String text() {
    return text.toString();
  }

  String mediaType() {
    return syntax.getContentType().getContentTypeStr();
  }

  private Piece piece(int line) {
    Piece found = pieces.get(0);
    for (Piece piece : pieces) {
      if (piece.before() < line) {
        found = piece;
      }
    }
    return found;
  }

  /** Where a place of the whole stands in its document. */
  Place place(int line, int column) {
    Piece piece = piece(line);
    return new Place(piece.document().path(), line - piece.before(), column);
  }

  /** A stretch of the whole as one of its document. */
  Span span(int line, int column, int endLine, int endColumn) {
    Piece piece = piece(line);
    return piece.lines().span(line - piece.before(), column, endLine - piece.before(), endColumn);
  }
}
