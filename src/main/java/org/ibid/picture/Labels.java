package org.ibid.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds room for labels on a sheet, so that none covers another, or a mark, and as few lines as
 * possible. The same labels in the same order find the same room.
 */
final class Labels {

  /** A rectangle. */
  record Box(double x, double y, double width, double height) {

    boolean meets(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }

    /** How far apart two rectangles are; those that meet are not. */
    double distance(Box other) {
      double across = Math.max(x - other.x - other.width, other.x - x - width);
      double down = Math.max(y - other.y - other.height, other.y - y - height);
      return Math.hypot(Math.max(0, across), Math.max(0, down));
    }

    double middleX() {
      return x + width / 2;
    }

    double middleY() {
      return y + height / 2;
    }
  }

  /** The ways from a mark to its label, the best first: right, left, above, below, aslant. */
  private static final double[][] WAYS = {
    {1, 0},
    {-1, 0},
    {0, -1},
    {0, 1},
    {1, -1},
    {1, 1},
    {-1, -1},
    {-1, 1},
    {1, -0.5},
    {1, 0.5},
    {-1, -0.5},
    {-1, 0.5}
  };

  private static final double[] DISTANCES = {0, 8, 18, 32, 50, 72, 100, 135, 175, 220};

  /** How much further from its mark a label may be so as not to cover a line. */
  private static final int CROSSING = 40;

  /** How much further it may be so as not to look like the label of another mark. */
  private static final int MISTAKEN = 24;

  private static final int NEAR = 9;

  private final Box sheet;
  private final List<Box> taken = new ArrayList<>();
  private final List<Box> marks = new ArrayList<>();
  private final List<double[]> lines = new ArrayList<>();

  Labels(double width, double height) {
    sheet = new Box(2, 2, width - 4, height - 4);
  }

  /** Keeps a mark free of labels, and the labels of others away from it where that is possible. */
  void keepFree(Box box) {
    taken.add(box);
    marks.add(box);
  }

  /** Says where a line runs, which labels had better not cover. */
  void line(double x1, double y1, double x2, double y2) {
    lines.add(new double[] {x1, y1, x2, y2});
  }

  /**
   * Finds room for a label around a mark, and keeps it.
   *
   * @param mark what is labelled
   * @param furthest how far from the mark the label may be
   * @param overLines whether it may cover lines where there is no other room
   * @return where the label is, or nothing if there is no room anywhere near
   */
  Optional<Box> around(Box mark, double width, double height, double furthest, boolean overLines) {
    Box best = null;
    double least = Double.MAX_VALUE;
    for (double distance : DISTANCES) {
      // What is nearer has fewer lines to save than what is found already.
      if (distance > furthest || distance * 1.5 >= least) {
        break;
      }
      for (int way = 0; way < WAYS.length; way++) {
        double[] to = WAYS[way];
        double x =
            mark.middleX() + to[0] * (mark.width / 2 + 3 + distance) - (1 - to[0]) / 2 * width;
        double y = mark.middleY() + to[1] * (mark.height / 2 + distance) - (1 - to[1]) / 2 * height;
        Box box = new Box(x, y, width, height);
        long crossed = crossed(box);
        double cost = distance * 1.5 + way + CROSSING * crossed + MISTAKEN * mistaken(box, mark);
        if (cost < least && isFree(box) && (overLines || crossed == 0)) {
          best = box;
          least = cost;
        }
      }
    }
    if (best != null) {
      taken.add(best);
    }
    return Optional.ofNullable(best);
  }

  private boolean isFree(Box box) {
    return box.x >= sheet.x
        && box.y >= sheet.y
        && box.x + box.width <= sheet.x + sheet.width
        && box.y + box.height <= sheet.y + sheet.height
        && taken.stream().noneMatch(box::meets);
  }

  /** How many other marks a label is so near to that it might be theirs. */
  private long mistaken(Box box, Box own) {
    double distance = box.distance(own);
    return marks.stream()
        .filter(mark -> !mark.equals(own))
        .filter(mark -> box.distance(mark) < Math.min(NEAR, distance))
        .count();
  }

  private long crossed(Box box) {
    return lines.stream().filter(line -> crosses(line, box)).count();
  }

  /** Whether a line runs through a box (Liang and Barsky). */
  private static boolean crosses(double[] line, Box box) {
    double dx = line[2] - line[0];
    double dy = line[3] - line[1];
    double[] step = {-dx, dx, -dy, dy};
    double[] room = {
      line[0] - box.x, box.x + box.width - line[0], line[1] - box.y, box.y + box.height - line[1]
    };
    double enter = 0;
    double leave = 1;
    for (int i = 0; i < 4; i++) {
      if (step[i] == 0) {
        if (room[i] < 0) {
          return false;
        }
      } else if (step[i] < 0) {
        enter = Math.max(enter, room[i] / step[i]);
      } else {
        leave = Math.min(leave, room[i] / step[i]);
      }
    }
    return enter < leave;
  }
}
