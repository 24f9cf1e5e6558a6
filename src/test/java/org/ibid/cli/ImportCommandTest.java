package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ibid.Outcome;
import org.ibid.ProjectFolder;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.ibid.serve.InventedProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  private static final String HEADER =
      "trade flow claim (gec:TradeFlowClaim),statement,between actors,direction,amount: form,"
          + "amount: value,amount: counted in,period,held as,attributed to: speaker,"
          + "attributed to: stance taken,said in,rests on: kind,rests on: pointer,"
          + "rests on: how anchored";
  private static final String GOOD =
      "coffee-trade,Arcadia traded coffee in 1998.,Arcadia | ruritania,two-way total,roughly,2.5,"
          + "US dollar,1998,asserted,the author (Quill),asserts,s2,,footnote 1,anchored here";

  @TempDir static Path folder;
  private static Home home;

  @BeforeAll
  static void makeProject() {
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    project.write(
        "data/tea-2001/authors.ttl", "<id/tea-2001/agent/authors> ibid:member <id/person/quill> .");
    home = project.home();
  }

  private static Outcome importing(String sheet, String... options) throws IOException {
    return importing(sheet.getBytes(StandardCharsets.UTF_8), options);
  }

  private static Outcome importing(byte[] sheet, String... options) throws IOException {
    Path file = Files.write(folder.resolve("sheet.csv"), sheet);
    List<String> args = new ArrayList<>(List.of("import", file.toString()));
    args.addAll(List.of(options));
    return Outcome.of(home, 0, "", args.toArray(String[]::new));
  }

  private static String sheet(String... rows) {
    return Stream.concat(Stream.of(HEADER), Stream.of(rows)).reduce("", (a, b) -> a + b + "\r\n");
  }

  private static String with(String cell, String other) {
    assertThat(GOOD).contains(cell);
    return GOOD.replace(cell, other);
  }

  @Test
  void aRowBecomesAClaimInCanonicalForm() throws IOException {
    Outcome outcome = importing(sheet(GOOD));

    assertThat(outcome.err()).endsWith("1 trade flow claim, all good\n");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            @prefix gec:  <https://w3id.org/ibid/geoeconomics#> .
            @prefix ibid: <https://w3id.org/ibid/ns#> .
            @prefix xsd:  <http://www.w3.org/2001/XMLSchema#> .

            <CLAIM> a gec:TradeFlowClaim ;
                ibid:statement "Arcadia traded coffee in 1998."@en ;
                gec:between <ID/actor/arcadia> , <ID/actor/ruritania> ;
                gec:direction gec:TwoWayTotal ;
                gec:amount <CLAIM.amount> ;
                ibid:period "1998"^^xsd:gYear ;
                ibid:modality ibid:Asserted ;
                ibid:attribution <CLAIM.attribution> ;
                ibid:passage <ID/tea-2001/passage/s2> ;
                ibid:evidence <CLAIM.evidence> .

            <CLAIM.amount> a ibid:Quantity ;
                ibid:form ibid:About ;
                ibid:value 2.5 ;
                ibid:unit ibid:USDollar .

            <CLAIM.attribution> a ibid:Attribution ;
                ibid:agent <ID/tea-2001/agent/authors> ;
                ibid:stance ibid:Asserts .

            <CLAIM.evidence> a ibid:CitedEvidence ;
                ibid:pointer <ID/tea-2001/pointer/n1> ;
                ibid:anchoring ibid:AnchoredHere .
            """
                .replace("CLAIM", "ID/tea-2001/claim/coffee-trade")
                .replace("ID/", "https://w3id.org/ibid/id/"));
  }

  @Test
  void anExcelSheetWithSemicolonsAndAMarkForUtf8IsReadToo() throws IOException {
    String semicolons = "\uFEFF" + sheet(GOOD).replace(',', ';');

    assertThat(importing(semicolons).out()).isEqualTo(importing(sheet(GOOD)).out()).isNotEmpty();
  }

  @Test
  void columnsMayStandInAnyOrderAndBeCalledByPathOrByBoth() throws IOException {
    String sheet =
        """
        held as (ibid:modality),ibid:statement,gec:between,slug
        asserted,Arcadia traded.,arcadia,some-trade
        """;

    Outcome outcome = importing(sheet, "--kind", "trade flow");

    assertThat(outcome.err())
        .doesNotContain("row 1")
        .contains("row 2: A trade flow names its two sides");
  }

  @Test
  void mistakesAreReportedByRowAndColumnWithWhatWasPerhapsMeant() throws IOException {
    Outcome outcome =
        importing(
            sheet(
                    GOOD,
                    "",
                    "# a remark,,,,,,,,,,,,,,",
                    with("Arcadia | ", "Arcaida | "),
                    with("2.5", "3.5 million").replace("coffee-trade", "b"),
                    with("1998,", "Nov-98,").replace("coffee-trade", "c"),
                    with("two-way", "twoway").replace("coffee-trade", "d"),
                    with("coffee-trade", "Coffee Trade!"))
                .replace("statement,", "statment,"));

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines().map(line -> line.replaceFirst("^.*sheet.csv: ", "")))
        .containsExactly(
            "row 1, column \"statment\" (B): A trade flow claim has no column of this name. Did you"
                + " mean \"statement\"?",
            "row 5, column \"trade flow claim\" (A): Row 2 has the same name.",
            "row 6, column \"amount: value\" (F): \"3.5 million\" is no plain number. Write it out"
                + " in full, in figures alone, with a point before decimals. Did you mean 3500000?",
            "row 7, column \"period\" (H): \"Nov-98\" is no date. Write a year, a month or a day:"
                + " 2016, 2019-05 or 2019-05-22. (Format the column as text, so that the"
                + " spreadsheet leaves dates as they are.) Did you mean 2098-11?",
            "row 8, column \"direction\" (D): Nothing is called \"twoway total\". Did you mean"
                + " \"two-way total\"?",
            "row 9, column \"trade flow claim\" (A): \"Coffee Trade!\" is no name of a claim: use"
                + " lower-case letters, digits and hyphens. Did you mean \"coffee-trade\"?",
            "4 trade flow claims, 6 mistakes: nothing is taken over");
  }

  @Test
  void whatTheShapesSayIsSaidOfTheCell() throws IOException {
    Outcome outcome =
        importing(
            sheet(
                with("asserted,", ","),
                with("s2,,", "s1,,").replace("coffee-trade", "b").replace("1998.", "1997."),
                with(",US dollar", ",").replace("coffee-trade", "c").replace("1998.", "1996.")));

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("row 2, column \"held as\" (I): A claim has exactly one modality")
        .contains(
            "row 3, column \"rests on: pointer\" (N): The pointer does not stand in a passage")
        .contains("row 4, column \"amount: counted in\" (G): A figure has one unit")
        .endsWith("3 trade flow claims, 3 mistakes: nothing is taken over\n");
  }

  @Test
  void oneBadRowKeepsAllFromBeingWritten() throws IOException {
    Path out = folder.resolve("none.ttl");

    Outcome outcome =
        importing(
            sheet(GOOD, with("Arcadia |", "Nowhere |").replace("coffee-trade", "b")),
            "--out",
            out.toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void theFileThatIsWrittenIsAGoodDataFile() throws IOException {
    Path out = folder.resolve("coffee.ttl");

    Outcome outcome = importing(sheet(GOOD), "--out", out.toString());

    assertThat(outcome.code()).isZero();
    assertThat(Outcome.of(home, 0, "", "format", "--check", out.toString()).code()).isZero();
    assertThat(ClaimGraph.read(home, Progress.none()).with(List.of(out)).asserted().size())
        .isEqualTo(ClaimGraph.read(home, Progress.none()).view().asserted().size() + 21);
  }

  @Test
  void aClaimThatThereIsAlreadyIsChangedOnlyOnDemand() throws IOException {
    String sheet = sheet(with("coffee-trade", "tea-trade"));

    Outcome refused = importing(sheet);
    Outcome replaced = importing(sheet, "--replace");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("row 2, column \"trade flow claim\" (A): There is a claim of this name already");
    assertThat(replaced.code()).isZero();
  }

  @Test
  void aClaimWithoutANameGetsOneFromItsStatement() throws IOException {
    Outcome outcome = importing(sheet(with("coffee-trade", "")));

    assertThat(outcome.out())
        .contains("/claim/arcadia-traded-coffee-in-1998> a gec:TradeFlowClaim");
  }

  @Test
  void claimsOfOneSheetMayPointAtEachOther() throws IOException {
    Outcome outcome =
        importing(
            sheet(
                    GOOD + ",next-trade",
                    with("coffee-trade", "next-trade")
                            .replace("in 1998", "then")
                            .replace("1998", "1996")
                        + ",")
                .replace("how anchored", "how anchored,supports"));

    assertThat(outcome.err()).endsWith("2 trade flow claims, all good\n");
    assertThat(outcome.out())
        .contains("ibid:supports <https://w3id.org/ibid/id/tea-2001/claim/next-trade>");
  }

  @Test
  void furtherSourcesAndSpeakersStandInNumberedColumns() throws IOException {
    Outcome outcome =
        importing(
            sheet(
                    with("asserts,", "reports,").replace("asserted", "reported")
                        + ",The Gazette,reports,Arcadian officials,asserts")
                .replace(
                    "how anchored",
                    "how anchored,attributed to: relays: speaker,attributed to: relays: stance"
                        + " taken,attributed to: relays: relays: speaker,attributed to: relays:"
                        + " relays: stance taken"));

    assertThat(outcome.err()).endsWith("1 trade flow claim, all good\n");
    assertThat(outcome.out())
        .contains(
            "ibid:relays <https://w3id.org/ibid/id/tea-2001/claim/coffee-trade.attribution-2>")
        .contains(
            "ibid:relays <https://w3id.org/ibid/id/tea-2001/claim/coffee-trade.attribution-3>");
  }

  @Test
  void claimsArePublishedInAStoreAsOneChange() throws IOException {
    Path store = folder.resolve("store");
    Store.create(home, store, Progress.none()).close();

    Outcome outcome =
        importing(
            sheet(
                GOOD,
                with("coffee-trade", "b")
                    .replace("coffee in 1998", "cocoa")
                    .replace("1998", "1995")),
            "--store",
            store.toString());

    assertThat(outcome.err()).endsWith("2 trade flow claims, all good\n");
    assertThat(outcome.out()).isEqualTo("published: change 2\n");
    try (Store opened = Store.open(home, store, Progress.none())) {
      assertThat(opened.log().entry(2).added()).isEqualTo(42);
      assertThat(opened.log().entry(2).author().reason()).isEqualTo("Imported from a spreadsheet.");
    }
  }

  @Test
  void whatIsNoSheetIsRefusedInOneLine() throws IOException {
    assertThat(importing("").err()).endsWith("sheet.csv: the sheet is empty\n");
    assertThat(importing("a,b\n1,2\n").err()).contains("name the kind with --kind");
    assertThat(importing("a,\"b\n1,2\n").err()).contains("cannot be read as CSV");
    assertThat(importing(new byte[] {'a', (byte) 0xE4}).err()).contains("not text in UTF-8");
    assertThat(importing(sheet(GOOD), "--kind", "sonnet").err()).contains("./ibid template lists");
    assertThat(importing(sheet(GOOD), "--article", "x").err()).contains("takes one of: tea-2001");
    assertThat(importing(sheet()).err()).contains("no row with a claim");
  }

  @Test
  void templatesAreListedForEachKindThatPeopleWrite() {
    Outcome outcome = Outcome.of(home, 0, "", "template");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("gec:TradeFlowClaim", "ibid:EvaluationClaim")
        .doesNotContain("ibid:Claim ", "LicensingClaim");
  }

  @Test
  void theTemplateBeginsWithWhatEveryClaimNeedsAndIsSkippedWhenRead() throws IOException {
    Path out = folder.resolve("template.csv");
    Outcome outcome =
        Outcome.of(home, 0, "", "template", "gec:TradeFlowClaim", "--out", out.toString());
    String template = Files.readString(out);

    assertThat(outcome.code()).isZero();
    assertThat(template)
        .startsWith("\uFEFFtrade flow claim (gec:TradeFlowClaim),statement (ibid:statement),")
        .contains("amount: value (gec:amount/ibid:value)")
        .contains("\r\n\"# A short name");
    assertThat(importing(template).err()).contains("no row with a claim").doesNotContain("row 1");
  }

  @Test
  void theWholeTemplateIsUnderstoodColumnByColumn() throws IOException {
    for (String kind : List.of("gec:InvestmentClaim", "ibid:CausalClaim", "membership")) {
      String template = Outcome.of(home, 0, "", "template", kind, "--all").out();
      String header = template.substring(0, template.indexOf("\r\n"));

      assertThat(importing(header + "\r\n" + "x,A.\r\n").err()).doesNotContain("row 1");
      assertThat(importing(header.replaceAll(" \\([^()]*\\)", "") + "\r\n", "--kind", kind).err())
          .doesNotContain("row 1");
    }
  }
}
