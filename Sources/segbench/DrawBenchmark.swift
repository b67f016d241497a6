// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Workbench

/// Times drawing customers into columns: the persona and ten attributes.
struct DrawBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw customers into columns.")

  @OptionGroup var size: BenchmarkSize
  @Option(help: "The scenario whose world is drawn.")
  var scenario = "Scenarios/benchmarks/draw.yaml"

  func run() async throws {
    let rows = size.rows ?? 1_000_000
    let loaded = try ScenarioLoading.load(
      scenario, ScenarioOverrides(customers: rows), warnings: false)
    var seconds: [Double] = []
    for _ in 0..<(size.repeat) {
      let start = ContinuousClock.now
      let drawn = await DrawnColumns.draw(loaded.scenario, threads: size.threads)
      seconds.append((ContinuousClock.now - start) / .seconds(1))
      precondition(drawn.rows == rows, "every customer is drawn")
    }
    try Terminal.print(
      BenchmarkLine(what: "draw", rows: rows, threads: size.threads, seconds: seconds).json)
  }
}
