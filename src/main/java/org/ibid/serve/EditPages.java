package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.edit.Condition;
import org.ibid.edit.EditException;
import org.ibid.edit.EditException.Why;
import org.ibid.edit.Proposals;
import org.ibid.edit.Token;
import org.ibid.edit.form.Draft;
import org.ibid.edit.form.Filled;
import org.ibid.edit.form.Finder;
import org.ibid.edit.form.Flaw;
import org.ibid.edit.form.FormState;
import org.ibid.edit.form.Forms;
import org.ibid.edit.form.Kind;
import org.ibid.edit.form.Sheet;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;
import org.ibid.publish.Links;
import org.ibid.publish.Publication;
import org.ibid.publish.Value;

/** Serves the form in which claims are written and changed. */
final class EditPages {

  private static final int MOST_HITS = 12;

  private final EditDesk desk;
  private final Clock clock;

  EditPages(EditDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /** The kinds of claim, an empty form for one of them, or the form for a claim that there is. */
  void page(Exchange exchange) {
    Visit visit = visit(exchange);
    if (visit.has("done")) {
      visit.done();
    } else if (visit.has("retract")) {
      visit.askToRetract();
    } else if (visit.has("claim") || visit.has("copy")) {
      visit.existing();
    } else if (visit.has("kind")) {
      visit.blank();
    } else {
      visit.choose();
    }
  }

  /** What can be picked for what was typed. */
  void suggest(Exchange exchange) {
    View view = exchange.now().view();
    String[] classes = exchange.request().getParameterValues("class");
    List<Node> wanted =
        classes == null
            ? List.of()
            : Arrays.stream(classes)
                .flatMap(some -> Arrays.stream(some.split(" ", -1)))
                .filter(name -> !name.isBlank())
                .map(name -> NodeFactory.createURI(view.prefixes().expandPrefix(name)))
                .toList();
    JsonArray hits = new JsonArray();
    String typed = orEmpty(exchange.parameter("q"));
    for (Finder.Hit hit : desk.finder(view).find(typed, wanted, MOST_HITS)) {
      JsonObject one = new JsonObject();
      one.put("iri", hit.iri());
      one.put("name", hit.name());
      one.put("label", hit.label());
      one.put("detail", hit.detail());
      hits.add(one);
    }
    exchange.response().setHeader("Cache-Control", "no-store");
    exchange.send(200, "application/json", hits.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The form as it was sent, after what its button asks for. */
  void filledIn(Exchange exchange) {
    visit(exchange).filledIn();
  }

  /** What the form makes, and what is wrong with it, while somebody types. */
  void preview(Exchange exchange) {
    visit(exchange).preview();
  }

  /** Publishes what the form says, if nothing is wrong with it. */
  void publish(Exchange exchange) {
    Prepared prepared =
        desk.graph().read(() -> new Visit(exchange, desk.graph().view()).prepared());
    String refusal = refusal(prepared.token());
    if (!refusal.isEmpty()) {
      again(exchange, prepared, prepared.flaws(), refusal, false);
    } else if (prepared.flaws().stream().anyMatch(Flaw::severe)) {
      again(exchange, prepared, prepared.flaws(), "", false);
    } else {
      try {
        Outcome outcome =
            desk.publish(
                prepared.draft(),
                prepared.tag(),
                desk.holder(prepared.token()).orElseThrow(),
                prepared.reason(),
                result ->
                    new Outcome(
                        result.conforms(),
                        EditDesk.flaws(prepared.tools(), prepared.draft(), result)));
        if (outcome.published()) {
          goOn(exchange, prepared.draft().claim(), "published");
        } else {
          again(exchange, prepared, outcome.flaws(), "", false);
        }
      } catch (EditException e) {
        refused(exchange, prepared, e);
      }
    }
  }

  private void refused(Exchange exchange, Prepared prepared, EditException e) {
    switch (e.why()) {
      case THERE_ALREADY, RETRACTED -> {
        if (desk.graph().read(() -> isFree(desk.graph().view(), prepared.draft().claim()))) {
          Prepared anew =
              desk.graph().read(() -> new Visit(exchange, desk.graph().view()).prepared());
          String message =
              "Somebody has just described a new thing at the address of one of yours, and nothing"
                  + " was published. Look whether it is the same, and publish again if not.";
          again(exchange, anew, anew.flaws(), message, false);
          return;
        }
        Flaw taken =
            new Flaw(
                prepared.tag() == null ? Sheet.SLUG : "",
                true,
                false,
                e.why() == Why.RETRACTED
                    ? "A claim at this address was retracted: the address stays its own."
                    : "There is a claim at this address already: choose another last word.",
                List.of());
        again(exchange, prepared, List.of(taken), "", false);
      }
      case CHANGED_MEANWHILE ->
          again(
              exchange,
              prepared,
              prepared.flaws(),
              "Somebody has changed this claim since you began, and nothing was published. Compare"
                  + " what it says now, below, with yours.",
              true);
      default -> again(exchange, prepared, prepared.flaws(), e.getMessage(), false);
    }
  }

  private static boolean isFree(View view, Node claim) {
    return EditDesk.closure(view, claim).isEmpty() && Proposals.tombstone(view, claim).isEmpty();
  }

  /** Shows the form again, with the reason why nothing was published. */
  private void again(
      Exchange exchange, Prepared prepared, List<Flaw> flaws, String message, boolean conflict) {
    desk.graph()
        .read(
            () -> {
              new Visit(exchange, desk.graph().view())
                  .formAgain(prepared, flaws, message, conflict);
              return null;
            });
  }

  /** Takes a claim back. */
  void retract(Exchange exchange) {
    String token = orEmpty(exchange.parameter("token"));
    String reason = orEmpty(exchange.parameter("reason"));
    Node claim = NodeFactory.createURI(orEmpty(exchange.parameter("claim")));
    String refusal = reason.isEmpty() ? "Say why it is retracted." : refusal(token);
    if (refusal.isEmpty()) {
      try {
        Token holder = desk.holder(token).orElseThrow();
        desk.editor()
            .publish(
                Proposals.retract(
                    claim,
                    Condition.isOneOf(Set.of(orEmpty(exchange.parameter("tag")))),
                    holder.name(),
                    reason,
                    Instant.now(clock)),
                EditDesk.author(holder, reason, reason),
                result -> null);
        goOn(exchange, claim, "retracted");
        return;
      } catch (EditException e) {
        refusal =
            e.why() == Why.CHANGED_MEANWHILE
                ? "Somebody has changed this claim since you began. Look at it again before you"
                    + " retract it."
                : e.getMessage();
      }
    }
    String message = refusal;
    desk.graph()
        .read(
            () -> {
              new Visit(exchange, desk.graph().view()).retraction(409, claim, reason, message);
              return null;
            });
  }

  private String refusal(String token) {
    if (!desk.canPublish()) {
      return "Nothing can be published here: this server keeps no store.";
    }
    if (token.isEmpty()) {
      return "Give your token, so that it is known who writes.";
    }
    return desk.holder(token).isPresent()
        ? ""
        : "This token does not open the store: it may be mistyped, revoked or expired.";
  }

  private static void goOn(Exchange exchange, Node claim, String done) {
    exchange.redirect(
        303,
        exchange.now().links().redirect("edit?done=" + done + "&of=")
            + Links.encoded(claim.getURI()));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text.strip();
  }

  private Visit visit(Exchange exchange) {
    return new Visit(exchange, exchange.now().view());
  }

  /** What came of publishing. */
  private record Outcome(boolean published, List<Flaw> flaws) {}

  /** A form as it was sent, ready to be published. */
  private record Prepared(
      EditDesk.Tools tools,
      Filled filled,
      Node changed,
      String tag,
      String slug,
      String token,
      String reason,
      Draft draft,
      List<Flaw> flaws) {}

  /** One request and its response, in one state of the graph. */
  private final class Visit {
    private final Exchange exchange;
    private final Publication now;
    private final View view;
    private final EditDesk.Tools tools;

    Visit(Exchange exchange, View view) {
      this.exchange = exchange;
      this.now = exchange.now();
      this.view = view;
      this.tools = desk.tools(view);
    }

    boolean has(String parameter) {
      return !parameter(parameter).isEmpty();
    }

    String parameter(String name) {
      return orEmpty(exchange.parameter(name));
    }

    /** The page with all kinds of claim, and claims that answer to what was typed. */
    void choose() {
      String typed = parameter("find");
      List<Finder.Hit> found =
          typed.isEmpty()
              ? List.of()
              : tools.finder().find(typed, List.of(EditDesk.CLAIM), 2 * MOST_HITS);
      Map<String, List<Kind>> groups = new LinkedHashMap<>();
      tools.model().kinds().stream()
          .sorted(Comparator.comparing((Kind kind) -> !kind.type().getURI().startsWith(Ibid.NS)))
          .forEach(
              kind ->
                  groups
                      .computeIfAbsent(EditDesk.vocabulary(view, kind), k -> new ArrayList<>())
                      .add(kind));
      Map<String, Object> model = new LinkedHashMap<>();
      Map<String, Long> counts = new LinkedHashMap<>();
      tools.model().kinds().forEach(kind -> counts.put(kind.name(), EditDesk.count(view, kind)));
      model.put("kinds", groups);
      model.put("counts", counts);
      model.put("articles", tools.finder().articles());
      model.put("article", has("article") ? article() : null);
      model.put("typed", typed);
      model.put("found", found);
      model.put("canPublish", desk.canPublish());
      page(200, now.pages().page("edit/choose.jte", "Write a claim", model));
    }

    private String article() {
      List<String> articles = tools.finder().articles();
      String wanted = parameter("article");
      if (articles.contains(wanted)) {
        return wanted;
      }
      if (articles.isEmpty()) {
        throw new Refusal(
            409, "There is no article here in which a claim could be made: describe one first.");
      }
      return articles.get(0);
    }

    private static String article(Node claim) {
      String rest = claim.getURI().substring(Ibid.ID.length());
      return rest.substring(0, rest.indexOf('/'));
    }

    /** An empty form. */
    void blank() {
      Filled filled = tools.forms().blank(kind(parameter("kind")), article());
      Draft draft = draft(filled, null, "");
      // All that is wrong with it is that nothing stands in it.
      show(200, filled, null, "", null, false, false, "", "", List.of(), draft, List.of());
    }

    /** The form with a claim that is there, to change it or to make another one like it. */
    void existing() {
      boolean copy = has("copy");
      Node claim = claim(parameter(copy ? "copy" : "claim"));
      Filled filled =
          Draft.filledFrom(tools.model(), tools.finder(), EditDesk.closure(view, claim), claim);
      form(
          200, filled, copy ? null : claim, "", copy ? null : EditDesk.tag(view, claim), false, "");
    }

    private Node claim(String named) {
      String iri = view.prefixes().expandPrefix(named);
      Node claim = NodeFactory.createURI(iri);
      if (!iri.startsWith(Ibid.ID) || EditDesk.closure(view, claim).isEmpty()) {
        throw new Refusal(404, "There is no claim " + named + ".");
      }
      return claim;
    }

    private Kind kind(String name) {
      return tools
          .model()
          .kind(NodeFactory.createURI(view.prefixes().expandPrefix(name)))
          .orElseThrow(() -> new Refusal(404, "There is no kind of claim called " + name + "."));
    }

    /** The form as it was sent, after what its button asks for. */
    void filledIn() {
      Filled filled = Filled.read(exchange.request().getParameterMap());
      Node changed = has("claim") ? claim(parameter("claim")) : null;
      String focus = "";
      boolean checked = false;
      if (has("more")) {
        focus = Sheet.id(tools.forms().more(filled, parameter("more")));
      } else if (has("less")) {
        String name = parameter("less");
        tools.forms().less(filled, name);
        focus = Sheet.id(name.replaceFirst("/\\d+$", ""));
      } else if (has("describe")) {
        focus = Sheet.id(tools.forms().describe(filled, parameter("describe")));
      } else if (has("use")) {
        focus = use(filled, exchange.parameter("use"));
      } else if (has("redraw")) {
        focus = Sheet.id(parameter("redraw"));
      } else if (has("download")) {
        download(filled, changed);
        return;
      } else {
        checked = true;
      }
      form(200, filled, changed, parameter("slug"), parameter("tag"), checked, focus);
    }

    /** Puts a suggestion where it belongs. */
    private static String use(Filled filled, String suggestion) {
      String[] pieces = suggestion.split("\r?\n", -1);
      String name = pieces[0];
      String iri = pieces.length > 2 && !pieces[2].isBlank() ? pieces[2].strip() : null;
      filled.replace(name, new Filled.Value(pieces.length > 1 ? pieces[1] : "", null, null, iri));
      return Sheet.id(name);
    }

    private void form(
        int status,
        Filled filled,
        Node changed,
        String slug,
        String tag,
        boolean checked,
        String focus) {
      Kind kind = kind(filled.type(""));
      tools.forms().complete(filled, kind);
      Draft draft = draft(filled, changed, slug);
      List<Flaw> flaws = desk.flaws(tools, draft);
      show(status, filled, changed, slug, tag, true, checked, focus, "", List.of(), draft, flaws);
    }

    /** What was sent, with all that is wrong with it. */
    Prepared prepared() {
      Filled filled = Filled.read(exchange.request().getParameterMap());
      Node changed = has("claim") ? claim(parameter("claim")) : null;
      tools.forms().complete(filled, kind(filled.type("")));
      Draft draft = draft(filled, changed, parameter("slug"));
      return new Prepared(
          tools,
          filled,
          changed,
          changed == null ? null : parameter("tag"),
          parameter("slug"),
          parameter("token"),
          parameter("reason"),
          draft,
          desk.flaws(tools, draft));
    }

    /** The form once more, after it could not be published. */
    void formAgain(Prepared prepared, List<Flaw> flaws, String message, boolean conflict) {
      Node changed = prepared.changed();
      List<FormState.Line> theirs = List.of();
      String tag = prepared.tag();
      if (conflict && !EditDesk.closure(view, changed).isEmpty()) {
        Filled present =
            Draft.filledFrom(
                tools.model(), tools.finder(), EditDesk.closure(view, changed), changed);
        String now = Draft.of(tools.model(), tools.finder(), present, changed).turtle(desk.order());
        theirs = FormState.compared(now, prepared.draft().turtle(desk.order()));
        tag = EditDesk.tag(view, changed);
      }
      show(
          conflict ? 412 : 422,
          prepared.filled(),
          changed,
          prepared.slug(),
          tag,
          true,
          true,
          message.isEmpty() ? "summary" : "refusal",
          message,
          theirs,
          prepared.draft(),
          flaws);
    }

    private void show(
        int status,
        Filled filled,
        Node changed,
        String slug,
        String tag,
        boolean begun,
        boolean checked,
        String focus,
        String message,
        List<FormState.Line> theirs,
        Draft draft,
        List<Flaw> flaws) {
      Kind kind = kind(filled.type(""));
      String article = changed == null ? article() : article(changed);
      FormState state =
          new FormState(
              article,
              slug,
              changed == null ? tools.forms().slug(filled, article) : null,
              changed == null ? null : changed.getURI(),
              changed == null ? null : now.links().of(changed).orElse(null),
              tag,
              begun,
              checked,
              focus,
              message,
              theirs,
              parameter("reason"),
              flaws);
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("state", state);
      model.put("sheet", Sheet.of(tools.model(), kind, filled, draft.things(), flaws));
      model.put("kinds", tools.model().kinds());
      model.put("articles", tools.finder().articles());
      model.put("canPublish", desk.canPublish());
      model.put("turtle", draft.turtle(desk.order()));
      page(status, now.pages().page("edit/form.jte", state.heading(kind), model));
    }

    /** The page after something was published or retracted. */
    void done() {
      Node claim = NodeFactory.createURI(parameter("of"));
      boolean there = !EditDesk.closure(view, claim).isEmpty();
      if (!there && Proposals.tombstone(view, claim).isEmpty()) {
        throw exchange.notFound(parameter("of"));
      }
      String heading = parameter("done").equals("retracted") ? "Retracted" : "Published";
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("heading", heading);
      model.put("claim", Value.link(name(claim), now.links().of(claim).orElse("")));
      model.put("iri", claim.getURI());
      model.put("kind", there ? tools.finder().kindOf(claim) : "");
      model.put("history", now.links().page(History.of(claim.getURI())));
      model.put("there", there);
      page(200, now.pages().page("edit/done.jte", heading, model));
    }

    private String name(Node claim) {
      return EditDesk.closure(view, claim).isEmpty() ? claim.getURI() : tools.finder().label(claim);
    }

    /** The page on which a retraction is confirmed. */
    void askToRetract() {
      retraction(200, claim(parameter("retract")), "", "");
    }

    void retraction(int status, Node claim, String reason, String message) {
      List<Value> pointing =
          desk.pointing(view, claim).stream().map(other -> now.value(other.getURI())).toList();
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("claim", Value.link(name(claim), now.links().of(claim).orElse("")));
      model.put("iri", claim.getURI());
      model.put("tag", EditDesk.tag(view, claim));
      model.put("reason", reason);
      model.put("message", message);
      model.put("pointing", pointing);
      model.put("canPublish", desk.canPublish());
      page(status, now.pages().page("edit/retract.jte", "Retract this claim", model));
    }

    private Draft draft(Filled filled, Node changed, String slug) {
      Node claim = changed;
      if (claim == null) {
        String article = article();
        String last = slug.isEmpty() ? tools.forms().slug(filled, article) : slug;
        claim = Forms.claim(article, last);
      }
      return Draft.of(tools.model(), tools.finder(), filled, claim);
    }

    /** What the form makes, and what is wrong with it, while somebody types. */
    void preview() {
      Filled filled = Filled.read(exchange.request().getParameterMap());
      Node changed = has("claim") ? claim(parameter("claim")) : null;
      Kind kind = kind(filled.type(""));
      tools.forms().complete(filled, kind);
      Draft draft = draft(filled, changed, parameter("slug"));
      List<Flaw> flaws = desk.flaws(tools, draft);
      JsonObject answer = new JsonObject();
      answer.put("turtle", draft.turtle(desk.order()));
      answer.put("claim", draft.claim().getURI());
      answer.put("proposedSlug", changed == null ? tools.forms().slug(filled, article()) : "");
      answer.put("status", FormState.status(flaws));
      answer.put("summary", FormState.summary(flaws));
      JsonObject things = new JsonObject();
      draft.things().forEach(things::put);
      answer.put("things", things);
      JsonArray all = new JsonArray();
      flaws.forEach(problem -> all.add(json(problem)));
      answer.put("problems", all);
      json(answer.toString());
    }

    private JsonObject json(Flaw problem) {
      JsonObject one = new JsonObject();
      one.put("field", problem.field());
      one.put("id", problem.field().isEmpty() ? "" : Sheet.id(problem.field()));
      one.put("severe", problem.severe());
      one.put("missing", problem.missing());
      one.put("unknown", problem.unknown());
      one.put("message", problem.message());
      JsonArray suggestions = new JsonArray();
      for (Flaw.Suggestion suggestion : problem.suggestions()) {
        JsonObject each = new JsonObject();
        each.put("label", suggestion.label());
        each.put("place", problem.replaced(suggestion));
        each.put("text", suggestion.text());
        each.put("iri", suggestion.iri() == null ? "" : suggestion.iri());
        suggestions.add(each);
      }
      one.put("suggestions", suggestions);
      return one;
    }

    private void download(Filled filled, Node changed) {
      Draft draft = draft(filled, changed, parameter("slug"));
      String file = draft.claim().getLocalName().replaceAll("[^A-Za-z0-9-]", "");
      exchange
          .response()
          .setHeader("Content-Disposition", "attachment; filename=\"" + file + ".ttl\"");
      send("text/turtle", draft.turtle(desk.order()));
    }

    private void page(int status, String html) {
      exchange.response().setHeader("Cache-Control", "no-store");
      exchange.page(status, html);
    }

    private void json(String text) {
      exchange.response().setHeader("Cache-Control", "no-store");
      send("application/json", text);
    }

    private void send(String mediaType, String text) {
      exchange.send(200, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
