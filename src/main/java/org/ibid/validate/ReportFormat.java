package org.ibid.validate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;

/** Names the forms in which programs read a report; people read it at the terminal. */
public enum ReportFormat {
  /** A JSON object of its own, with stable keys. */
  JSON("application/json") {
    @Override
    public String write(Report report, Function<Path, String> show) {
      return new JsonReport(report, show).json();
    }
  },

  /** SARIF 2.1.0, which editors and code hosts show beside the lines. */
  SARIF("application/sarif+json") {
    @Override
    public String write(Report report, Function<Path, String> show) {
      return new JsonReport(report, show).sarif();
    }
  },

  /** JUnit XML, which build servers show. */
  JUNIT("application/xml") {
    @Override
    public String write(Report report, Function<Path, String> show) {
      return JunitReport.write(report, show);
    }
  },

  /** The SHACL validation report, with suggestions in the DASH vocabulary. */
  TURTLE("text/turtle") {
    @Override
    public String write(Report report, Function<Path, String> show) {
      return RDFWriter.source(DashReport.of(report)).format(RDFFormat.TURTLE_PRETTY).asString();
    }
  };

  private final String mediaType;

  ReportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * The report in this form.
   *
   * @param show how a file is called in it
   */
  public abstract String write(Report report, Function<Path, String> show);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
