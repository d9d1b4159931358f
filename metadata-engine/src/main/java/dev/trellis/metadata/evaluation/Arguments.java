package dev.trellis.metadata.evaluation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a call's arguments; those that were left out are null. */
record Arguments(@Nullable Object[] values) {
  BigDecimal number(int index) {
    return (BigDecimal) Objects.requireNonNull(values[index]);
  }

  @Nullable BigDecimal numberOrNull(int index) {
    return index < values.length ? (BigDecimal) values[index] : null;
  }

  String text(int index) {
    return (String) Objects.requireNonNull(values[index]);
  }

  @Nullable String textOrNull(int index) {
    return index < values.length ? (String) values[index] : null;
  }

  String textOrEmpty(int index) {
    return Objects.requireNonNullElse(textOrNull(index), "");
  }

  LocalDate date(int index) {
    return (LocalDate) Objects.requireNonNull(values[index]);
  }

  LocalTime time(int index) {
    return (LocalTime) Objects.requireNonNull(values[index]);
  }

  Object any(int index) {
    return Objects.requireNonNull(values[index]);
  }

  boolean isBlank(int index) {
    return values[index] == null;
  }
}
