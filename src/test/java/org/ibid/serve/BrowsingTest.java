package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.jena.atlas.json.JSON;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorts and searches the claims of the bundled graph over HTTP. */
class BrowsingTest {

  private static final Pattern OPTION =
      Pattern.compile("name=\"([a-z]+)\" value=\"([^\"]*)\"[^>]*>.*?\"count\">([0-9]+)<");
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"[^>]*>CSV<");

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

  @Test
  void countBesideAValueIsTheNumberOfClaimsThatItLeavesWhenChosen() {
    String address = "/browse?kind=gec%3ATradeTargetClaim";
    List<MatchResult> options = OPTION.matcher(client.page(address)).results().toList();
    assertThat(options).hasSizeGreaterThan(10);
    for (MatchResult option : options) {
      if (!option.group(1).equals("kind")) {
        String chosen =
            address
                + "&"
                + option.group(1)
                + "="
                + option.group(2).replace(" ", "+").replace(":", "%3A");
        assertThat(Client.listed(client.page(chosen)))
            .as(chosen)
            .isEqualTo(Integer.parseInt(option.group(3)));
      }
    }
  }

  @Test
  void valuesThatThereAreNotAreShownAsChosenAndFitNothing() {
    String unknown = "&targets=a&targets=b&targets=c&targets=d&targets=e&targets=f&targets=g";
    String page = client.page("/browse?" + unknown.substring(1) + "&targets=without+a+deadline");
    assertThat(Client.listed(page))
        .isPositive()
        .isEqualTo(Client.listed(client.page("/browse?targets=without+a+deadline")));
    assertThat(Client.listed(client.page("/browse?" + unknown.substring(1)))).isZero();
  }

  @Test
  void ofVeryManyWordsTheFirstOnesAreLookedFor() {
    String words = "Pakistan ".repeat(600) + "Wort".repeat(90) + " Лиссоволик".repeat(300);
    assertThat(client.get("/browse?q=" + Client.encoded(words.substring(0, 5000)), "text/html"))
        .extracting(Reply::status)
        .isEqualTo(200);
  }

  @Test
  void claimsThatFitAreThoseOfTheQueryThatThePageGives() {
    String page = client.page("/browse?grounds=ibid%3AStateMedia&firmness=ibid%3AAsserted");
    String csv =
        LINK.matcher(page).results().findFirst().orElseThrow().group(1).replace("&amp;", "&");
    Reply rows = client.get(csv, "*/*");
    assertThat(rows.status()).isEqualTo(200);
    assertThat(rows.body().lines().skip(1).distinct()).hasSize(Client.listed(page)).isNotEmpty();
  }

  @Test
  void targetsWithoutADeadlineAreThoseOfTheCatalogue() {
    String answer = client.get("/queries/trade/trade-targets-without-a-deadline.csv", "*/*").body();
    assertThat(Client.listed(client.page("/browse?targets=without+a+deadline")))
        .isEqualTo((int) answer.lines().skip(1).count())
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lissovolik", "Лиссоволик", "Lisovolik", "лисоволик", "LISSOVOLIK"})
  void nameIsFoundInBothAlphabetsAndMisspelt(String typed) {
    assertThat(client.page("/browse?q=" + Client.encoded(typed)))
        .contains("Of that name", "/doc/person/lissovolik");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Лиссоволик           | Entities                  | /doc/person/lissovolik
          lisovol              | Entities                  | /doc/person/lissovolik
          Lisovolik            | Works                     | /doc/work/lissovolik-2015
          торговый коридор     | Entities                  | /doc/corridor/trans-afghan
          kazahst              | Entities                  | /doc/actor/kazakhstan
          footnote 7           | Footnotes                 | /doc/korybko-morozov-2020/note/n7
          sentence 180         | Places in the text        | /doc/korybko-morozov-2020/passage/s180
          kyrgyzstan 2016      | Claims                    | /doc/korybko-morozov-2020/claim/kg-trade-2016
          trade target         | Claims                    | /doc/korybko-morozov-2020/claim/uz-trade-target
          no deadline          | Questions of the catalogue| /queries/trade/trade-targets-without-a-deadline
          state media          | Terms of the vocabularies | /ns#StateMedia
          ibid:Hedged          | Terms of the vocabularies | /ns#Hedged
          """)
  void whateverThereIsOfANameIsFoundWhileOneTypes(String typed, String group, String address) {
    Reply reply = client.get("/search/suggest?q=" + Client.encoded(typed), "*/*");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(JSON.parse(reply.body()).getArray("groups"))
        .anySatisfy(
            found -> {
              assertThat(found.getAsObject().getString("title")).isEqualTo(group);
              assertThat(found.getAsObject().getArray("hits"))
                  .anySatisfy(
                      hit -> assertThat(hit.getAsObject().getString("href")).isEqualTo(address));
            });
    assertThat(client.page("/search?q=" + Client.encoded(typed))).contains(group, address);
  }

  @Test
  void searchThatFindsNothingSaysSo() {
    assertThat(client.page("/search?q=qwrtzpsdfg")).contains("Nothing of that name");
    assertThat(client.page("/search?q=%3Cscript%3E")).doesNotContain("<script>");
    assertThat(client.page("/search")).doesNotContain("found</p>");
    assertThat(JSON.parse(client.get("/search/suggest", "*/*").body()).getArray("groups"))
        .isEmpty();
  }

  @Test
  void wordThatStandsNowhereIsSaidToBeSo() {
    assertThat(client.page("/browse?q=qwrtzpsdfg"))
        .contains("Nothing here holds the word", "No claim fits");
    assertThat(client.page("/browse?q=%3Cscript%3E")).doesNotContain("<script>");
  }

  @Test
  void valueThatThereIsNotLeavesNoClaimAndCanBeTakenBack() {
    assertThat(client.page("/browse?kind=gec%3APoem"))
        .contains("0 claims", "value=\"gec:Poem\" checked");
    assertThat(client.get("/browse?page=two", Client.BROWSER).status()).isEqualTo(400);
  }

  @Test
  void pagesFollowEachOther() {
    String first = client.page("/browse");
    String second = client.page("/browse?page=2");
    assertThat(first).contains("1–50 of").contains("page=2");
    assertThat(second).contains("51–100 of").contains("page=1", "page=3");
  }
}
