package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at what is drawn on the pages of things. */
class PagePicturesTest {

  private static final Pattern BAR =
      Pattern.compile("<a class=\"mark\" href=\"(/browse[^\"]*)\"[^>]*><title>(.*?): (\\d+)<");
  private static final String PROFILE = "evidence/kinds-of-source-behind-it";
  private static final String ARTICLE = "korybko-morozov-2020/";

  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    server = InventedProject.serveBundled();
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A bar, where it leads and how many claims it says that there are. */
  private record Bar(String href, String words, int claims) {}

  private static List<Bar> bars(String page) {
    List<Bar> bars = new ArrayList<>();
    for (MatchResult bar : BAR.matcher(page).results().toList()) {
      bars.add(
          new Bar(
              bar.group(1).replace("&amp;", "&"), bar.group(2), Integer.parseInt(bar.group(3))));
    }
    return bars;
  }

  @ParameterizedTest
  @CsvSource({
    "actor/pakistan, about",
    "bloc/sco, about",
    "place/moscow, about",
    "corridor/cpec, about",
    "policy/foreign-policy-concept-2016, about",
    "korybko-morozov-2020/section/introduction, section",
    "korybko-morozov-2020/claim/pakistan-could-play-role, upholds"
  })
  void barsCountEachClaimOnceAndLeadToTheClaims(String thing, String facet) {
    List<Bar> bars = bars(client.page("/doc/" + thing));
    assertThat(bars).isNotEmpty();
    for (Bar bar : bars) {
      assertThat(Client.listed(client.page(bar.href()))).as(bar.toString()).isEqualTo(bar.claims());
    }
    String all = "/browse?" + facet + "=https://w3id.org/ibid/id/" + thing;
    assertThat(bars.stream().mapToInt(Bar::claims).sum())
        .isEqualTo(Client.listed(client.page(all)));
  }

  @Test
  void picturesSayTheSameAsATableAndNameTheirQuestion() {
    String page = client.page("/read/" + ARTICLE + "introduction");
    String question =
        "/queries/"
            + PROFILE
            + "?thing="
            + Client.encoded("https://w3id.org/ibid/id/" + ARTICLE)
            + "section%2Fintroduction";
    assertThat(page).contains("href=\"" + question + "\"");
    List<Bar> bars = bars(page);
    assertThat(bars)
        .isNotEmpty()
        .isEqualTo(bars(client.page(question)).stream().distinct().toList());
    String table = page.substring(page.indexOf("<table class=\"rows\">"), page.indexOf("</table>"));
    for (Bar bar : bars) {
      assertThat(table)
          .contains("<span>" + bar.words() + "</span>")
          .contains("<span>" + bar.claims() + "</span>");
    }
  }

  @Test
  void pageOfAnActorShowsHowItStandsToOthersAndWhoSaysSo() {
    String page = client.page("/doc/actor/armenia");
    Matcher line =
        Pattern.compile(
                "href=\"(/queries/[^\"]*)\"[^>]*><title>Pakistan — stands against: Armenia<")
            .matcher(page);
    assertThat(line.find()).isTrue();
    assertThat(client.page(line.group(1).replace("&amp;", "&")))
        .contains("non-recognition", "the authors (Korybko &amp; Morozov)", "asserted");
  }

  @Test
  void claimWithFewReasonsHasNoPicture() {
    assertThat(client.page("/doc/" + ARTICLE + "claim/kg-trade-2016"))
        .doesNotContain("class=\"drawn\"");
  }

  @Test
  void claimThatRestsOnSeveralKindsOfSourceIsCountedForThemTogether(@TempDir Path folder)
      throws IOException {
    ProjectFolder project = InventedProject.in(folder);
    String question = "queries/" + PROFILE + ".rq";
    project.write(
        question, Files.readString(InventedProject.bundled().queries().resolve(PROFILE + ".rq")));
    project.write(
        "data/tea-2001/more.ttl",
        """
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix fabio: <http://purl.org/spar/fabio/> . @prefix biro: <http://purl.org/spar/biro/> .
        @prefix po: <http://www.essepuntato.it/2008/12/pattern#> .
        <id/tea-2001/note/n1> po:contains <id/tea-2001/reference/n1b> .
        <id/tea-2001/reference/n1b> a biro:BibliographicReference ; rdfs:label "Another reference in footnote 1"@en ;
          biro:references <id/work/nobody-1999> .
        <id/work/nobody-1999> a fabio:Book ; rdfs:label "Nobody 1999"@en ; dcterms:title "Little Tea"@en .
        """);
    try (IbidServer invented =
        IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0))) {
      Client asking = new Client(invented.port());
      List<Bar> bars = bars(asking.page("/doc/actor/arcadia"));
      assertThat(bars)
          .extracting(bar -> bar.words() + " " + bar.claims())
          .containsExactly("several kinds of publisher 1", "no source given 1");
      assertThat(bars).allMatch(bar -> Client.listed(asking.page(bar.href())) == bar.claims());
    }
  }
}
