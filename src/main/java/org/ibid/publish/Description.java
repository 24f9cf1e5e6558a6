package org.ibid.publish;

import java.util.List;

/**
 * What the page of a resource shows.
 *
 * @param iri the resource
 * @param shortForm its IRI in short
 * @param name its heading
 * @param kinds its most exact types
 * @param summary its definition or description, or null
 * @param trail the way to its source, for a claim; else null
 * @param first what a reader asks for first, as the questions of the pages give it
 * @param facts all that is said of it
 * @param sides of a mismatch, what does not fit together
 * @param place for a part of a text, where it is read in its place; else null
 * @param isWork whether it is a work that can be cited
 * @param pictures what is drawn of it
 * @param questions what can be asked about it
 * @param relations for a claim: rival claims, reasons, consequences, mismatches
 * @param mismatches what does not fit, with the explanation
 * @param claims lists of the claims that have to do with it
 * @param incoming what else points to it
 */
public record Description(
    String iri,
    String shortForm,
    String name,
    List<Value> kinds,
    String summary,
    Trail trail,
    List<Fact> first,
    List<Fact> facts,
    List<ClaimLine> sides,
    Value place,
    boolean isWork,
    List<Drawn> pictures,
    List<Value> questions,
    List<ClaimList> relations,
    List<Mismatch> mismatches,
    List<ClaimList> claims,
    List<Incoming> incoming) {

  /** Whether the resource is a claim. */
  public boolean isClaim() {
    return trail != null;
  }

  /** A mismatch in which the resource takes part, and what does not fit. */
  public record Mismatch(Value name, String explanation) {}

  /** One property and its values. */
  public record Fact(Value property, List<Item> items) {

    /** So many values are shown at once, and a few more rather than hide one or two. */
    private static final int AT_ONCE = 7;

    private static final int FEW_MORE = 2;

    /** The values that are shown at once. */
    public List<Item> few() {
      return items.size() <= AT_ONCE + FEW_MORE ? items : items.subList(0, AT_ONCE);
    }

    /** The others. */
    public List<Item> more() {
      return items.subList(few().size(), items.size());
    }
  }

  /**
   * One value of a property.
   *
   * @param value how it reads
   * @param derivation what explains the value where it is derived; else null
   * @param note what else is to be said of it, or null
   * @param because the claims behind it
   * @param id for a part of the resource, its role; else null
   * @param facts for a part that has no short form, what is said of it; else empty
   */
  public record Item(
      Value value,
      Value derivation,
      String note,
      List<Value> because,
      String id,
      List<Fact> facts) {

    static Item of(Value value) {
      return derived(value, null);
    }

    static Item derived(Value value, Value derivation) {
      return new Item(value, derivation, null, List.of(), null, List.of());
    }

    static Item part(Value value, String id, List<Fact> facts) {
      return new Item(value, null, null, List.of(), id, facts);
    }
  }

  /**
   * Claims under a heading.
   *
   * @param total how many there are
   * @param claims the first of them
   * @param query the SPARQL query that finds them all, or null
   */
  public record ClaimList(String title, int total, List<ClaimLine> claims, String query) {

    /** So many are shown at once. */
    private static final int AT_ONCE = 10;

    /** The claims that are shown at once. */
    public List<ClaimLine> few() {
      return claims.subList(0, Math.min(claims.size(), AT_ONCE));
    }

    /** The others. */
    public List<ClaimLine> more() {
      return claims.subList(few().size(), claims.size());
    }
  }

  /**
   * One claim in a list.
   *
   * @param claim its statement and page
   * @param roles in what roles the resource of the page stands in it
   * @param speaker whose word it is
   * @param modality how the document holds it
   * @param figures its figures in words
   * @param passages where it stands
   * @param evidence what it rests on, in short
   */
  public record ClaimLine(
      Value claim,
      List<String> roles,
      Value speaker,
      Value modality,
      List<String> figures,
      List<Value> passages,
      List<Value> evidence) {}

  /**
   * What points to the resource by one property.
   *
   * @param iri the property
   * @param total how many do
   * @param shown the first of them
   */
  public record Incoming(String iri, Value property, int total, List<Value> shown) {}
}
