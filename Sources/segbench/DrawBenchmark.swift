// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Workbench

/// Times drawing customers into columns: the persona and ten attributes.
struct DrawBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw customers into columns.")

  @Option(help: "How many customers.") var rows = 1_000_000
  @Option(help: "How many tasks.") var threads = 1
  @Option(help: "How many times.") var repeats = 5
  @Option(name: .customLong("repeat"), help: "How many times; the same as --repeats.") var times:
    Int?
  @Option(help: "The scenario whose world is drawn.")
  var scenario = "Scenarios/benchmarks/draw.yaml"

  func run() async throws {
    let loaded = try ScenarioLoading.load(
      scenario, ScenarioOverrides(customers: rows), warnings: false)
    var seconds: [Double] = []
    for _ in 0..<(times ?? repeats) {
      let start = ContinuousClock.now
      let drawn = await DrawnColumns.draw(loaded.scenario, threads: threads)
      seconds.append((ContinuousClock.now - start) / .seconds(1))
      precondition(drawn.rows == rows, "every customer is drawn")
    }
    Terminal.print(BenchmarkLine(what: "draw", rows: rows, threads: threads, seconds: seconds).json)
  }
}

/// One line of a benchmark's result.
struct BenchmarkLine {
  let what: String
  let rows: Int
  let threads: Int
  let seconds: [Double]

  /// The line, ended by a line feed.
  var json: String {
    let sorted = seconds.sorted()
    let median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    let all = seconds.map { "\($0)" }.joined(separator: ", ")
    return "{\"program\": \"segbench\", \"what\": \"\(what)\", \"rows\": \(rows), "
      + "\"threads\": \(threads), \"seconds\": \(median), \"all_seconds\": [\(all)], "
      + "\"peak_rss_mib\": \(Self.peakMemory)}\n"
  }

  /// The most memory the process has held, in MiB.
  static var peakMemory: Int {
    var usage = rusage()
    // 0 asks for the process itself; the C library's enumeration does not convert to its own type.
    getrusage(0, &usage)
    return Int(usage.ru_maxrss) / 1024
  }
}
