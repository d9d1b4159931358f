package dev.trellis.bench;

/** One set of measurements. */
interface Scenario {
  void run(Machine machine, Report report) throws Exception;
}
