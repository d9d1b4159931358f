package dev.trellis.metadata.evaluation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;

/**
 * Arithmetic of the language: decimal, 39 significant digits, halves away from zero. Figures such
 * as the limits of powers are those of the language we follow.
 */
final class Decimals {
  static final MathContext EXACT = new MathContext(39, RoundingMode.HALF_UP);

  /** Before a number is cut to an integer: what should have been whole is whole again. */
  private static final MathContext SETTLED = new MathContext(33, RoundingMode.HALF_UP);

  private static final MathContext POWER = new MathContext(18, RoundingMode.HALF_UP);
  private static final MathContext WITHIN_POWER = new MathContext(60, RoundingMode.HALF_UP);
  private static final int MAX_POWER_DIGITS = 64;
  private static final BigDecimal SMALLEST_POWER = new BigDecimal("1e-39");

  /** Digits of a result on either side of the point; the rest of the platform stores fewer. */
  private static final int MAX_DIGITS = 128;

  private Decimals() {}

  static BigDecimal divide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw EvaluationException.of("division_by_zero");
    }
    return bounded(a.divide(b, EXACT));
  }

  static BigDecimal multiply(BigDecimal a, BigDecimal b) {
    return bounded(a.multiply(b, EXACT));
  }

  /** Chains of operations must not make numbers of a million digits. */
  static BigDecimal bounded(BigDecimal number) {
    long magnitude = (long) number.precision() - number.scale();
    if (number.signum() != 0 && magnitude > MAX_DIGITS) {
      throw EvaluationException.of("number_too_large");
    }
    return number.signum() != 0 && magnitude < -MAX_DIGITS ? BigDecimal.ZERO : number;
  }

  static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    if (exponent.stripTrailingZeros().scale() > 0) {
      throw EvaluationException.of("fractional_power", "exponent", text(exponent));
    }
    if (exponent.signum() == 0) {
      return BigDecimal.ONE;
    }
    if (base.signum() == 0) {
      if (exponent.signum() < 0) {
        throw EvaluationException.of("division_by_zero");
      }
      return BigDecimal.ZERO;
    }
    double digits = log10(base.abs()) * exponent.doubleValue();
    if (digits > MAX_POWER_DIGITS) {
      throw EvaluationException.of("number_too_large");
    }
    if (digits < -MAX_POWER_DIGITS) {
      return BigDecimal.ZERO;
    }
    BigDecimal result = raised(base, exponent.toBigInteger()).round(POWER);
    return result.abs().compareTo(SMALLEST_POWER) < 0 ? BigDecimal.ZERO : result;
  }

  /** By squaring: of exponents as large as they may be next to 1, some hundred steps. */
  private static BigDecimal raised(BigDecimal base, BigInteger exponent) {
    BigDecimal result = BigDecimal.ONE;
    BigDecimal square = base;
    BigInteger rest = exponent.abs();
    while (rest.signum() > 0) {
      if (rest.testBit(0)) {
        result = result.multiply(square, WITHIN_POWER);
      }
      square = square.multiply(square, WITHIN_POWER);
      rest = rest.shiftRight(1);
    }
    return exponent.signum() < 0 ? BigDecimal.ONE.divide(result, WITHIN_POWER) : result;
  }

  private static double log10(BigDecimal positive) {
    int shift = positive.precision() - positive.scale();
    return Math.log10(positive.movePointLeft(shift).doubleValue()) + shift;
  }

  static BigDecimal modulo(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw EvaluationException.of("division_by_zero");
    }
    return a.remainder(b);
  }

  static BigDecimal rounded(BigDecimal number, BigDecimal places, RoundingMode mode) {
    return number.setScale(Math.clamp(whole(places), -MAX_DIGITS, MAX_DIGITS), mode);
  }

  static BigDecimal integer(BigDecimal number, RoundingMode mode) {
    return number.round(SETTLED).setScale(0, mode);
  }

  /** Cut towards zero, and to what an {@code int} holds. */
  static int whole(BigDecimal number) {
    BigDecimal cut = number.setScale(0, RoundingMode.DOWN);
    return cut.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
        ? Integer.MAX_VALUE
        : cut.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) < 0
            ? Integer.MIN_VALUE
            : cut.intValue();
  }

  /** Functions that are exact to some 15 digits. */
  static BigDecimal real(BigDecimal number, String function, DoubleUnaryOperator operator) {
    return real(operator.applyAsDouble(number.doubleValue()), function);
  }

  static BigDecimal real(double result, String function) {
    if (!Double.isFinite(result)) {
      throw EvaluationException.of("outside_of_function", "function", function);
    }
    return bounded(BigDecimal.valueOf(result));
  }

  static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
