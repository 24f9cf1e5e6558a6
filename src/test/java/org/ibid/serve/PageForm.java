package org.ibid.serve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ibid.serve.Client.Reply;

/** Fills in the form of a page as a browser without scripts does. */
final class PageForm {

  private static final Pattern CONTROL =
      Pattern.compile(
          "<input(ATTRIBUTES)>|<textarea(ATTRIBUTES)>(.*?)</textarea>|<select(ATTRIBUTES)>(.*?)</select>"
              .replace("ATTRIBUTES", "(?:[^>\"]|\"[^\"]*\")*"),
          Pattern.DOTALL);
  private static final Pattern OPTION =
      Pattern.compile("<option((?:[^>\"]|\"[^\"]*\")*)>(.*?)</option>", Pattern.DOTALL);
  private static final Pattern BUTTON = Pattern.compile("<button([^>]*)>([^<]*)<");
  private static final Pattern PROBLEM =
      Pattern.compile("<li class=\"(?:wrong|doubtful)\">(.*?)(?:<span|</li>)", Pattern.DOTALL);

  private final Client client;
  private Reply reply;
  private final Map<String, String> values = new LinkedHashMap<>();

  private PageForm(Client client) {
    this.client = client;
  }

  static PageForm open(Client client, String path) {
    PageForm form = new PageForm(client);
    form.take(client.get(path, Client.BROWSER));
    return form;
  }

  private void take(Reply answer) {
    reply = answer;
    values.clear();
    int start = answer.body().indexOf("<form class=\"claim\"");
    if (start < 0) {
      return;
    }
    String form = answer.body().substring(start, answer.body().indexOf("</form>", start));
    Matcher controls = CONTROL.matcher(form);
    while (controls.find()) {
      if (controls.group(1) != null) {
        input(controls.group(1));
      } else if (controls.group(2) != null) {
        put(controls.group(2), plain(controls.group(3)));
      } else {
        select(controls.group(4), controls.group(5));
      }
    }
  }

  private void input(String attributes) {
    boolean choice = attributes.contains("type=\"radio\"") || attributes.contains("checkbox");
    if (!choice || attributes.contains(" checked")) {
      put(attributes, attribute(attributes, "value"));
    }
  }

  private void select(String attributes, String body) {
    String chosen = null;
    Matcher options = OPTION.matcher(body);
    while (options.find()) {
      boolean valued = options.group(1).contains("value=");
      String value = valued ? attribute(options.group(1), "value") : plain(options.group(2));
      if (chosen == null || options.group(1).contains(" selected")) {
        chosen = value;
      }
    }
    put(attributes, chosen == null ? "" : chosen);
  }

  private void put(String attributes, String value) {
    String name = attribute(attributes, "name");
    if (!name.isEmpty()) {
      values.put(name, value);
    }
  }

  private static String attribute(String attributes, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
    return matcher.find() ? plain(matcher.group(1)) : "";
  }

  private static String plain(String html) {
    return html.replace("&#10;", "\n")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  /** Types into a field or chooses in it; it must be there. */
  PageForm fill(String name, String value) {
    if (!values.containsKey(name) && !reply.body().contains("name=\"" + name + "\"")) {
      throw new AssertionError("there is no field " + name + " but " + values.keySet());
    }
    values.put(name, value);
    return this;
  }

  String value(String name) {
    return values.get(name);
  }

  /** Sends the form by a button. */
  PageForm press(String path, String button, String value) {
    take(send(path, button, value));
    return this;
  }

  /** Sends the form by the button for taking away what it makes, and stays where it is. */
  Reply download(String path) {
    return send(path, "download", "1");
  }

  private Reply send(String path, String button, String value) {
    Map<String, String> sent = new LinkedHashMap<>(values);
    sent.put(button, value);
    String body =
        sent.entrySet().stream()
            .map(entry -> Client.encoded(entry.getKey()) + "=" + Client.encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return client.send(
        client
            .request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", Client.BROWSER)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Sends the form by the button that has that name and says that. */
  PageForm press(String path, String words) {
    Matcher buttons = BUTTON.matcher(reply.body());
    while (buttons.find()) {
      if (plain(buttons.group(2)).equals(words)) {
        return press(
            path, attribute(buttons.group(1), "name"), attribute(buttons.group(1), "value"));
      }
    }
    throw new AssertionError("no button says " + words);
  }

  Reply reply() {
    return reply;
  }

  /** What is wrong with one field. */
  List<String> problems(String id) {
    int start = reply.body().indexOf("id=\"" + id + "-problems\"");
    if (start < 0) {
      throw new AssertionError("there is no field with the id " + id);
    }
    Matcher problems =
        PROBLEM.matcher(reply.body().substring(start, reply.body().indexOf("</ul>", start)));
    List<String> found = new ArrayList<>();
    while (problems.find()) {
      found.add(plain(problems.group(1)).strip());
    }
    return found;
  }
}
