package org.ibid.picture;

/**
 * Lambert's azimuthal equal-area projection of the globe: areas keep their proportions wherever on
 * the map they are, and shapes are true near its middle.
 */
final class Lambert {

  private final double middleLongitude;
  private final double[] opposite;
  private final double sine;
  private final double cosine;

  /** With a point of the globe, in degrees, in its middle. */
  Lambert(double longitude, double latitude) {
    opposite = new double[] {longitude > 0 ? longitude - 180 : longitude + 180, -latitude};
    middleLongitude = Math.toRadians(longitude);
    sine = Math.sin(Math.toRadians(latitude));
    cosine = Math.cos(Math.toRadians(latitude));
  }

  /**
   * Where a point of the globe is on the map: to the right of the middle and down from it, in radii
   * of the globe.
   *
   * @param at longitude and latitude in degrees
   */
  double[] project(double[] at) {
    double east = Math.toRadians(at[0]) - middleLongitude;
    double latitude = Math.toRadians(at[1]);
    double height = nearness(at);
    double stretch = Math.sqrt(2 / Math.max(1 + height, 1e-9));
    return new double[] {
      stretch * Math.cos(latitude) * Math.sin(east),
      -stretch * (cosine * Math.sin(latitude) - sine * Math.cos(latitude) * Math.cos(east))
    };
  }

  /** The point opposite to the middle: the only one that has no one place on the map. */
  double[] opposite() {
    return opposite;
  }

  /**
   * 1 for the point in the middle, 0 for those a quarter of the globe away, -1 for the opposite.
   */
  double nearness(double[] at) {
    double latitude = Math.toRadians(at[1]);
    return sine * Math.sin(latitude)
        + cosine * Math.cos(latitude) * Math.cos(Math.toRadians(at[0]) - middleLongitude);
  }
}
