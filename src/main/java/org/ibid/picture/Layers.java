package org.ibid.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lays out a graph in layers, so that lines lead from one layer to a later one and few of them
 * cross (after Sugiyama). The same graph always gets the same layout.
 *
 * <p>It is a small layout of our own since those that are to be had (Eclipse ELK above all) bring
 * nine megabytes with them and take a second for the first drawing.
 */
final class Layers {

  private static final int SWEEPS = 12;

  /** A node, or the place where a long line passes a layer. */
  static final class Node {

    private final int number;
    private final boolean passing;
    private final List<Node> before = new ArrayList<>();
    private final List<Node> after = new ArrayList<>();
    private int layer;
    private int place;
    private double height;
    private double middle;
    private double rank;

    private Node(int number, boolean passing, double height) {
      this.number = number;
      this.passing = passing;
      this.height = height;
    }

    int layer() {
      return layer;
    }

    /** The middle of its height. */
    double middle() {
      return middle;
    }

    double height() {
      return height;
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final List<int[]> edges = new ArrayList<>();
  private final List<List<Node>> ways = new ArrayList<>();
  private List<List<Node>> layers = new ArrayList<>();

  /** Finds the layers of a graph; its nodes have numbers from 0. */
  Layers(int count, List<int[]> edges) {
    for (int i = 0; i < count; i++) {
      nodes.add(new Node(i, false, 0));
    }
    int[] state = new int[count];
    Set<Integer> turned = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      turn(i, edges, state, turned);
    }
    for (int i = 0; i < edges.size(); i++) {
      int[] edge = edges.get(i);
      this.edges.add(
          turned.contains(i) ? new int[] {edge[1], edge[0], 1} : new int[] {edge[0], edge[1], 0});
    }
    int[] toEnd = new int[count];
    Arrays.fill(toEnd, -1);
    int most = 0;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, toEnd(i, toEnd));
    }
    for (Node node : nodes) {
      node.layer = most - toEnd[node.number];
    }
  }

  /** Finds the lines that would close a circle. */
  private static void turn(int node, List<int[]> edges, int[] state, Set<Integer> turned) {
    if (state[node] != 0) {
      return;
    }
    state[node] = 1;
    for (int i = 0; i < edges.size(); i++) {
      if (edges.get(i)[0] == node) {
        if (state[edges.get(i)[1]] == 1) {
          turned.add(i);
        } else {
          turn(edges.get(i)[1], edges, state, turned);
        }
      }
    }
    state[node] = 2;
  }

  private int toEnd(int node, int[] known) {
    if (known[node] < 0) {
      int most = 0;
      for (int[] edge : edges) {
        if (edge[0] == node) {
          most = Math.max(most, 1 + toEnd(edge[1], known));
        }
      }
      known[node] = most;
    }
    return known[node];
  }

  int count() {
    return 1 + nodes.stream().mapToInt(node -> node.layer).max().orElse(0);
  }

  /**
   * Places the nodes within their layers.
   *
   * @param heights how high each node is
   * @param gap how far they are apart at least
   * @return how high the whole is
   */
  double place(double[] heights, double gap) {
    for (Node node : nodes) {
      node.height = heights[node.number];
    }
    for (int i = 0; i < count(); i++) {
      layers.add(new ArrayList<>());
    }
    nodes.forEach(node -> layers.get(node.layer).add(node));
    for (int[] edge : edges) {
      Node from = nodes.get(edge[0]);
      Node to = nodes.get(edge[1]);
      List<Node> way = new ArrayList<>(List.of(from));
      Node last = from;
      for (int layer = from.layer + 1; layer < to.layer; layer++) {
        Node passing = new Node(-1, true, 4);
        passing.layer = layer;
        layers.get(layer).add(passing);
        join(last, passing);
        way.add(passing);
        last = passing;
      }
      join(last, to);
      way.add(to);
      if (edge[2] == 1) {
        way = new ArrayList<>(way.reversed());
      }
      ways.add(way);
    }
    order();
    stack(gap);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean forward = sweep % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        settle(layers.get(forward ? i : layers.size() - 1 - i), gap);
      }
    }
    double top = all().mapToDouble(node -> node.middle - node.height / 2).min().orElse(0);
    all().forEach(node -> node.middle -= top);
    return all().mapToDouble(node -> node.middle + node.height / 2).max().orElse(0);
  }

  private java.util.stream.Stream<Node> all() {
    return layers.stream().flatMap(List::stream);
  }

  private static void join(Node from, Node to) {
    from.after.add(to);
    to.before.add(from);
  }

  // ---- Order within layers

  private void order() {
    number();
    List<List<Node>> best = copy();
    long least = crossings();
    for (int sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
      boolean forward = sweep % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        List<Node> layer = layers.get(forward ? i : layers.size() - 1 - i);
        for (Node node : layer) {
          List<Node> others = forward ? node.before : node.after;
          node.rank = others.stream().mapToInt(other -> other.place).average().orElse(node.place);
        }
        layer.sort(Comparator.comparingDouble(node -> node.rank));
        number();
      }
      long crossings = crossings();
      if (crossings < least) {
        least = crossings;
        best = copy();
      }
    }
    layers = best;
    number();
  }

  private void number() {
    for (List<Node> layer : layers) {
      for (int i = 0; i < layer.size(); i++) {
        layer.get(i).place = i;
      }
    }
  }

  private List<List<Node>> copy() {
    List<List<Node>> copy = new ArrayList<>();
    layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
    return copy;
  }

  private long crossings() {
    long crossings = 0;
    for (List<Node> layer : layers) {
      List<int[]> lines = new ArrayList<>();
      layer.forEach(
          node -> node.after.forEach(other -> lines.add(new int[] {node.place, other.place})));
      for (int i = 0; i < lines.size(); i++) {
        for (int j = i + 1; j < lines.size(); j++) {
          long sides =
              (long) (lines.get(i)[0] - lines.get(j)[0]) * (lines.get(i)[1] - lines.get(j)[1]);
          crossings += sides < 0 ? 1 : 0;
        }
      }
    }
    return crossings;
  }

  // ---- Heights

  private void stack(double gap) {
    for (List<Node> layer : layers) {
      double y = 0;
      for (Node node : layer) {
        node.middle = y + node.height / 2;
        y += node.height + gap;
      }
    }
  }

  /**
   * Moves the nodes of a layer as near to those that they are joined to as their order and their
   * heights allow: the least squares, found by drawing together those that would overlap.
   */
  private static void settle(List<Node> layer, double gap) {
    List<double[]> blocks = new ArrayList<>();
    double offset = 0;
    double[] offsets = new double[layer.size()];
    for (int i = 0; i < layer.size(); i++) {
      Node node = layer.get(i);
      offset += i == 0 ? 0 : (layer.get(i - 1).height + node.height) / 2 + gap;
      offsets[i] = offset;
      double wanted =
          java.util.stream.Stream.concat(node.before.stream(), node.after.stream())
              .mapToDouble(other -> other.middle)
              .average()
              .orElse(node.middle);
      double weight = node.passing ? 2 : 1;
      blocks.add(new double[] {wanted - offset, weight, 1});
      while (blocks.size() > 1) {
        double[] last = blocks.get(blocks.size() - 1);
        double[] earlier = blocks.get(blocks.size() - 2);
        if (earlier[0] <= last[0]) {
          break;
        }
        blocks.remove(blocks.size() - 1);
        earlier[0] = (earlier[0] * earlier[1] + last[0] * last[1]) / (earlier[1] + last[1]);
        earlier[1] += last[1];
        earlier[2] += last[2];
      }
    }
    int next = 0;
    for (double[] block : blocks) {
      for (int i = 0; i < block[2]; i++) {
        layer.get(next).middle = block[0] + offsets[next];
        next++;
      }
    }
  }

  /** A node of the graph. */
  Node node(int number) {
    return nodes.get(number);
  }

  /** The nodes and passing places from the start of an edge to its end. */
  List<Node> way(int edge) {
    return ways.get(edge);
  }
}
