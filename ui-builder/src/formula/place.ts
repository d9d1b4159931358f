import { Decimal } from './decimal';
import { FormulaError } from './problem';

const POLE = Decimal.of(90);
const DATE_LINE = Decimal.of(180);
/** Mean radii of the earth. */
const RADIUS: Readonly<Record<string, number>> = { mi: 3958.761, km: 6371.009 };
const RADIANS_A_DEGREE = 0.017453292519943295;

const radians = (degrees: Decimal): number => degrees.toNumber() * RADIANS_A_DEGREE;

/** A point on the earth, in degrees. */
export class Place {
  private constructor(
    readonly latitude: Decimal,
    readonly longitude: Decimal,
  ) {}

  static of(latitude: Decimal, longitude: Decimal): Place {
    if (latitude.abs().compare(POLE) > 0 || longitude.abs().compare(DATE_LINE) > 0) {
      throw new FormulaError('no_such_place', {
        latitude: latitude.toString(),
        longitude: longitude.toString(),
      });
    }
    return new Place(latitude, longitude);
  }

  /** Along a great circle. */
  distance(other: Place, unit: string): Decimal {
    const radius = Object.hasOwn(RADIUS, unit) ? RADIUS[unit] : undefined;
    if (radius === undefined) throw new FormulaError('bad_distance_unit', { unit });
    const north = radians(this.latitude);
    const otherNorth = radians(other.latitude);
    const east = radians(other.longitude.minus(this.longitude));
    const cosine =
      Math.sin(north) * Math.sin(otherNorth) +
      Math.cos(north) * Math.cos(otherNorth) * Math.cos(east);
    const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
    return Decimal.real(radius * angle, 'DISTANCE');
  }
}
