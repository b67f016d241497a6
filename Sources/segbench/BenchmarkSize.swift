// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Populations

/// How large a benchmark is.
struct BenchmarkSize: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "How many rows. (default: the benchmark's own number)",
    transform: WholeNumber.within(PopulationLimits.customers))
  var rows: Int?
  @Option(
    parsing: .unconditional, help: "How many tasks.",
    transform: WholeNumber.within(WorkerOptions.allowed))
  var threads = 1
  @Option(
    name: [.long, .customLong("repeats")], parsing: .unconditional, help: "How many times.",
    transform: WholeNumber.within(1...1_000_000))
  var `repeat` = 5
}
