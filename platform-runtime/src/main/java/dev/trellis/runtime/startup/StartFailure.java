package dev.trellis.runtime.startup;

import org.jspecify.annotations.Nullable;

/** A start that cannot go on: what is wrong and what the operator does about it. */
public final class StartFailure extends RuntimeException {
  private final StartProblem problem;
  private final String remedy;

  public StartFailure(StartProblem problem, String what, String remedy) {
    this(problem, what, remedy, null);
  }

  public StartFailure(StartProblem problem, String what, String remedy, @Nullable Throwable cause) {
    super(what, cause);
    this.problem = problem;
    this.remedy = remedy;
  }

  public StartProblem problem() {
    return problem;
  }

  /** The one line for the operator. */
  public String line() {
    return ("trellis: " + getMessage() + ". " + remedy).replaceAll("\\s*\\R\\s*", " ");
  }
}
