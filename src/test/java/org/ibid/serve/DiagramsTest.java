package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The drawings on the pages of the vocabularies. */
class DiagramsTest {

  @TempDir static Path folder;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    ProjectFolder project = InventedProject.in(folder);
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Document> drawings(String page) {
    List<Document> drawings = new ArrayList<>();
    Matcher svg = Pattern.compile("(?s)<svg .*?</svg>").matcher(page);
    while (svg.find()) {
      try {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        drawings.add(
            factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg.group()))));
      } catch (IOException | ParserConfigurationException | SAXException e) {
        throw new AssertionError(svg.group(), e);
      }
    }
    return drawings;
  }

  private static List<Element> all(Document drawing, String name) {
    NodeList nodes = drawing.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ns", "/geoeconomics"})
  void drawingsHaveAVoiceAndLeadToTermsAndNoBoxHidesAnother(String path) {
    String page = client.get(path, Client.BROWSER).body();
    List<Document> drawings = drawings(page);
    assertThat(drawings).isNotEmpty();
    for (Document drawing : drawings) {
      String named = drawing.getDocumentElement().getAttribute("aria-labelledby");
      for (String id : named.split(" ", -1)) {
        assertThat(all(drawing, id.endsWith("-desc") ? "desc" : "title"))
            .singleElement()
            .satisfies(element -> assertThat(element.getAttribute("id")).isEqualTo(id))
            .satisfies(element -> assertThat(element.getTextContent()).isNotBlank());
      }
      List<Element> boxes = all(drawing, "rect");
      for (Element box : boxes) {
        for (Element other : boxes) {
          assertThat(box == other || apart(box, other)).as(text(box) + ", " + text(other)).isTrue();
        }
        assertThat(number(box, "x") + number(box, "width"))
            .isLessThanOrEqualTo(
                Integer.parseInt(drawing.getDocumentElement().getAttribute("width")));
      }
      for (Element link : all(drawing, "a")) {
        String href = link.getAttribute("href");
        if (href.startsWith(path + "#")) {
          assertThat(page).contains("id=\"" + href.substring(path.length() + 1) + "\"");
        }
      }
    }
  }

  private static String text(Element box) {
    return box.getParentNode().getTextContent().strip();
  }

  private static int number(Element box, String name) {
    return Integer.parseInt(box.getAttribute(name));
  }

  private static boolean apart(Element box, Element other) {
    return number(box, "x") + number(box, "width") <= number(other, "x")
        || number(other, "x") + number(other, "width") <= number(box, "x")
        || number(box, "y") + number(box, "height") <= number(other, "y")
        || number(other, "y") + number(other, "height") <= number(box, "y");
  }

  @Test
  void wayFromAClaimToItsSourceIsWhole() {
    Document drawing = drawings(client.get("/ns", Client.BROWSER).body()).get(0);
    assertThat(all(drawing, "rect").stream().map(DiagramsTest::text))
        .containsExactlyInAnyOrder(
            "claim",
            "attribution",
            "agent",
            "stance",
            "cited evidence",
            "in-text reference pointer",
            "footnote",
            "bibliographic reference",
            "work",
            "organisation",
            "publisher kind",
            "passage",
            "modality");
    // Each box but the first has a line to it, and two have one to themselves.
    assertThat(all(drawing, "path").stream().filter(p -> p.getAttribute("class").equals("line")))
        .hasSize(14);
  }
}
