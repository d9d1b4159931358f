package dev.trellis.metadata.evaluation;

import java.math.BigDecimal;

/**
 * A point on the earth.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 */
public record Place(BigDecimal latitude, BigDecimal longitude) {
  private static final BigDecimal POLE = BigDecimal.valueOf(90);
  private static final BigDecimal DATE_LINE = BigDecimal.valueOf(180);

  /** Mean radii of the earth, as the language we follow has them. */
  private static final double MILES = 3958.761;

  private static final double KILOMETRES = 6371.009;

  static Place of(BigDecimal latitude, BigDecimal longitude) {
    if (latitude.abs().compareTo(POLE) > 0 || longitude.abs().compareTo(DATE_LINE) > 0) {
      throw EvaluationException.of(
          "no_such_place",
          "latitude",
          Decimals.text(latitude),
          "longitude",
          Decimals.text(longitude));
    }
    return new Place(latitude, longitude);
  }

  /** Along a great circle; {@code unit} is {@code mi} or {@code km}. */
  BigDecimal distance(Place other, String unit) {
    double radius =
        switch (unit) {
          case "mi" -> MILES;
          case "km" -> KILOMETRES;
          default -> throw EvaluationException.of("bad_distance_unit", "unit", unit);
        };
    double north = Math.toRadians(latitude.doubleValue());
    double otherNorth = Math.toRadians(other.latitude.doubleValue());
    double east = Math.toRadians(other.longitude.subtract(longitude).doubleValue());
    double cosine =
        Math.sin(north) * Math.sin(otherNorth)
            + Math.cos(north) * Math.cos(otherNorth) * Math.cos(east);
    return BigDecimal.valueOf(radius * Math.acos(Math.clamp(cosine, -1, 1)));
  }
}
