// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// `segbench benchmark WHAT`: times one job, for the benchmark script; not shown in the help.
struct BenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Time one job and print a JSON line.",
    shouldDisplay: false,
    subcommands: [DrawBenchmark.self, MetricsBenchmark.self, DriftBenchmark.self])
}
