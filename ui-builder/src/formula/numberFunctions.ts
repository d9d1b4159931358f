import { all, strict, type Compile } from './arguments';
import { Decimal, PI, type Rounding } from './decimal';
import { FormulaError } from './problem';
import { Place } from './place';

/** Places that numbers are rounded at, on either side of the point. */
const MAX_PLACES = 128;

const places = (number: Decimal): number =>
  Math.max(-MAX_PLACES, Math.min(MAX_PLACES, number.toInt()));

const integer = (mode: Rounding): Compile => strict((given) => given.number(0).integer(mode));

const extreme = (direction: 1 | -1): Compile =>
  strict((given) =>
    (given.values as readonly Decimal[]).reduce((best, value) =>
      value.compare(best) * direction > 0 ? value : best,
    ),
  );

/** Functions that are exact to some 15 digits. */
const real = (name: string, operate: (value: number) => number): Compile =>
  strict((given) => Decimal.real(operate(given.number(0).toNumber()), name));

export const numberFunctions = {
  ABS: strict((given) => given.number(0).abs()),
  ROUND: strict((given) => given.number(0).rounded(places(given.number(1)), 'half_up')),
  TRUNC: strict((given) =>
    given.number(0).rounded(places(given.numberOrNull(1) ?? Decimal.ZERO), 'down'),
  ),
  CEILING: integer('up'),
  FLOOR: integer('down'),
  MCEILING: integer('ceiling'),
  MFLOOR: integer('floor'),
  MOD: strict((given) => given.number(0).modulo(given.number(1))),
  MAX: extreme(1),
  MIN: extreme(-1),
  SQRT: real('SQRT', Math.sqrt),
  EXP: real('EXP', Math.exp),
  LN: real('LN', Math.log),
  LOG: real('LOG', Math.log10),
  PI: () => () => PI,
  SIN: real('SIN', Math.sin),
  COS: real('COS', Math.cos),
  TAN: real('TAN', Math.tan),
  ASIN: real('ASIN', Math.asin),
  ACOS: real('ACOS', Math.acos),
  ATAN: real('ATAN', Math.atan),
  ATAN2: strict((given) =>
    Decimal.real(Math.atan2(given.number(0).toNumber(), given.number(1).toNumber()), 'ATAN2'),
  ),
  /** The second argument is what the tenant counts in; the server adds it. */
  CURRENCYRATE: strict((given) => {
    const currency = given.text(0);
    if (currency !== given.text(1)) throw new FormulaError('no_currency_rate', { currency });
    return Decimal.of(1);
  }),
  GEOLOCATION: all((given) => {
    if (given.isBlank(0) && given.isBlank(1)) return null;
    if (given.isBlank(0) || given.isBlank(1)) throw new FormulaError('half_a_place');
    return Place.of(given.number(0), given.number(1));
  }),
  DISTANCE: strict((given) =>
    (given.any(0) as Place).distance(given.any(1) as Place, given.text(2)),
  ),
} satisfies Record<string, Compile>;
