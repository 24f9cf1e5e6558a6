package org.ibid.publish;

import java.util.Arrays;
import java.util.Optional;
import org.ibid.graph.Ibid;

/**
 * Names the kinds of problems because of which a request is refused; each has an IRI and a page of
 * its own that explains it.
 */
public enum ProblemType {
  BAD_REQUEST(
      "bad-request",
      400,
      "The request cannot be understood",
      "A parameter or a header has a value that means nothing here, or one that is needed is"
          + " missing. The detail says which. The same request will be refused again."),
  QUERY_SYNTAX(
      "query-syntax",
      400,
      "The query is not SPARQL",
      "The query cannot be read. The members line and column say where reading stopped, text is"
          + " that line, and expected lists what could have stood there. Lines and columns count"
          + " from 1. The usual prefixes need not be declared."),
  CONTENT_SYNTAX(
      "content-syntax",
      400,
      "The content cannot be read",
      "What was sent is not in the form that its Content-Type names. Where the place is known, the"
          + " members line and column give it, counted from 1."),
  NO_TOKEN(
      "no-token",
      401,
      "A token is needed",
      "Only those who hold a token may do this. It is sent in the header Authorization: Bearer"
          + " TOKEN, and is given out by whoever runs the server."),
  FORBIDDEN(
      "forbidden",
      403,
      "This is not allowed here",
      "The server understands the request and will not do it, whoever asks."),
  NOT_FOUND(
      "not-found",
      404,
      "Nothing is known of this",
      "The address names nothing here. Where there are addresses much like it, the member"
          + " suggestions lists them."),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      405,
      "This address does not take that method",
      "The header Allow lists the methods that it takes."),
  NOT_ACCEPTABLE(
      "not-acceptable",
      406,
      "There is no form that the client accepts",
      "None of the media types in the header Accept is on offer. The member available lists those"
          + " that are; the parameter format chooses one by its short name."),
  CONFLICT(
      "conflict",
      409,
      "The request does not fit the present state",
      "Something stands in the way that the request did not reckon with, as when what it would"
          + " create is there already."),
  GONE(
      "gone",
      410,
      "This was withdrawn",
      "There was something at this address, and whoever is responsible for it has taken it back."
          + " Its history can still be read."),
  PRECONDITION_FAILED(
      "precondition-failed",
      412,
      "It has changed in the meantime",
      "The entity tag in If-Match is not the one that the resource has now, or If-None-Match says"
          + " that there must be none and there is one. Fetch it again, look at what has changed,"
          + " and send the change with the new tag."),
  TOO_LARGE(
      "too-large",
      413,
      "The content is too large",
      "The detail says how much can be taken at once."),
  MEDIA_TYPE(
      "media-type",
      415,
      "Content of this kind is not taken",
      "The detail lists the media types that can be sent to this address."),
  DOES_NOT_CONFORM(
      "does-not-conform",
      422,
      "The content breaks a rule",
      "What was sent can be read and does not conform to the shapes. The members of the problem say"
          + " which rule is broken, where, and how to mend it. Nothing was changed."),
  NOT_PROCESSABLE(
      "not-processable",
      422,
      "The request cannot be carried out",
      "The request is well formed, and what it asks for cannot be done, as when a query wants to go"
          + " to another endpoint that this server does not go to, or when a key was used before with"
          + " another content."),
  PRECONDITION_REQUIRED(
      "precondition-required",
      428,
      "Say which state is to be changed",
      "So that nobody overwrites what they have not seen, a change names the state that it starts"
          + " from: send the entity tag of the resource in If-Match, or If-None-Match: * for what is"
          + " to be new."),
  TOO_MANY_REQUESTS(
      "too-many-requests",
      429,
      "Too many queries at once",
      "The server works at so many queries of this client, or of all together, that it takes no"
          + " further one for now. The header Retry-After says after how many seconds to try again."),
  FAILURE(
      "failure",
      500,
      "The server has failed",
      "This should not happen. The server's log says more; a report with the address and the time"
          + " is welcome."),
  SERVICE_FAILED(
      "service-failed",
      502,
      "Another endpoint did not answer",
      "The query goes to another endpoint with SERVICE, and that endpoint did not answer, or not as"
          + " it should. The detail names it. With SERVICE SILENT its part of the answer is left"
          + " out instead."),
  QUERY_TIMEOUT(
      "query-timeout",
      503,
      "The query took too long",
      "The query was stopped when its time was up, and nothing of its answer was sent. Ask for less"
          + " of it, or add a LIMIT; a parameter timeout can shorten the time and not lengthen it."),
  UNAVAILABLE(
      "unavailable",
      503,
      "The server cannot do this now",
      "Something that the request needs is not there at the moment. The header Retry-After says"
          + " after how many seconds to try again.");

  private static final String START = Ibid.BASE + "problem/";

  private final String slug;
  private final int status;
  private final String title;
  private final String explanation;

  ProblemType(String slug, int status, String title, String explanation) {
    this.slug = slug;
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  /** The IRI by which a problem document names it. */
  public String iri() {
    return START + slug;
  }

  /** The last piece of the IRI. */
  public String slug() {
    return slug;
  }

  /** The HTTP status that usually goes with it. */
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What is meant and what can be done, in sentences. */
  public String explanation() {
    return explanation;
  }

  /** The kind with that slug. */
  public static Optional<ProblemType> named(String slug) {
    return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
  }

  /** The first kind that goes with that status, or else the most general one. */
  public static ProblemType of(int status) {
    return Arrays.stream(values())
        .filter(type -> type.status == status)
        .findFirst()
        .orElse(status < 500 ? BAD_REQUEST : FAILURE);
  }
}
