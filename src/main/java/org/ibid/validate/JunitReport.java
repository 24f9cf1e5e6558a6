package org.ibid.validate;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ibid.graph.Place;

/** Writes a report as JUnit does: each finding is a test that failed, by file. */
final class JunitReport {

  private JunitReport() {}

  static String write(Report report, Function<Path, String> show) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      write(report, show, out);
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text + "\n";
  }

  private static void write(Report report, Function<Path, String> show, XMLStreamWriter out)
      throws XMLStreamException {
    Map<String, List<Finding>> byFile = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      String file = finding.place().map(Place::file).map(show).orElse("graph");
      byFile.computeIfAbsent(file, f -> new ArrayList<>()).add(finding);
    }
    if (byFile.isEmpty()) {
      byFile.put("graph", List.of());
    }
    out.writeStartDocument("UTF-8", "1.0");
    out.writeCharacters("\n");
    out.writeStartElement("testsuites");
    out.writeAttribute("name", "ibid validate");
    for (Map.Entry<String, List<Finding>> file : byFile.entrySet()) {
      suite(file.getKey(), file.getValue(), report, show, out);
    }
    out.writeEndElement();
    out.writeEndDocument();
  }

  private static void suite(
      String name,
      List<Finding> findings,
      Report report,
      Function<Path, String> show,
      XMLStreamWriter out)
      throws XMLStreamException {
    long failures = findings.stream().filter(f -> f.severity() == Severity.VIOLATION).count();
    out.writeCharacters("\n  ");
    out.writeStartElement("testsuite");
    out.writeAttribute("name", name);
    out.writeAttribute("tests", String.valueOf(Math.max(1, findings.size())));
    out.writeAttribute("failures", String.valueOf(failures));
    out.writeAttribute("errors", "0");
    out.writeAttribute("skipped", "0");
    out.writeAttribute(
        "time", String.format(Locale.ROOT, "%.3f", report.duration().toMillis() / 1000.0));
    if (findings.isEmpty()) {
      out.writeEmptyElement("testcase");
      out.writeAttribute("name", report.rules() + " rules");
      out.writeAttribute("classname", name);
    }
    for (Finding finding : findings) {
      out.writeCharacters("\n    ");
      out.writeStartElement("testcase");
      out.writeAttribute(
          "name", readable(finding.rule().getLocalName() + " " + finding.resource()));
      out.writeAttribute("classname", name);
      finding.place().ifPresent(place -> attribute(out, "file", show.apply(place.file())));
      finding.place().ifPresent(place -> attribute(out, "line", String.valueOf(place.line())));
      boolean failure = finding.severity() == Severity.VIOLATION;
      out.writeStartElement(failure ? "failure" : "system-out");
      if (failure) {
        out.writeAttribute("message", readable(finding.message()));
        out.writeAttribute("type", finding.rule().getLocalName());
      }
      StringBuilder lines = new StringBuilder();
      finding
          .place()
          .ifPresent(
              place ->
                  lines
                      .append(show.apply(place.file()))
                      .append(':')
                      .append(place.line())
                      .append(':')
                      .append(place.column())
                      .append('\n'));
      lines.append(finding.message()).append('\n');
      finding.suggestions().forEach(s -> lines.append("help: ").append(s.words()).append('\n'));
      out.writeCharacters(readable(lines.toString()));
      out.writeEndElement();
      out.writeEndElement();
    }
    out.writeCharacters("\n  ");
    out.writeEndElement();
  }

  /** Characters that XML cannot hold would make the whole report unreadable. */
  private static String readable(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?");
  }

  private static void attribute(XMLStreamWriter out, String name, String value) {
    try {
      out.writeAttribute(name, value);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }
}
