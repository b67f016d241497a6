// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Evaluation
import Foundation

/// Times the exact drift of columns: both sorted, then the PSI and the Kolmogorov–Smirnov distance.
struct DriftBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift", abstract: "Sort pairs of columns and measure their drift.")

  @OptionGroup var size: BenchmarkSize
  @Option(
    parsing: .unconditional, help: "How many pairs of columns.",
    transform: WholeNumber.within(1...10_000))
  var columns = 20

  func run() async throws {
    let rows = size.rows ?? 1_000_000
    let data = (0..<columns).map { Self.pair($0, rows) }
    var (seconds, last): ([Double], Distances?) = ([], nil)
    for _ in 0..<size.repeat {
      let start = ContinuousClock.now
      last = await Self.measure(data, tasks: size.threads)
      seconds.append((ContinuousClock.now - start) / .seconds(1))
    }
    let answers = [("psi_last", last?.psi), ("ks_last", last?.ks)]
      .compactMap { name, value in value.map { (name: name, value: $0) } }
    try Terminal.print(
      BenchmarkLine(
        what: "drift", rows: rows, threads: size.threads, seconds: seconds, answers: answers
      ).json)
  }

  private typealias Pair = (reference: [Double], current: [Double])

  private struct Distances: Sendable {
    let psi: Double?
    let ks: Double?
  }

  /// Column j: −ln u, reference and current; the current one is scaled by 1 + j / 1000.
  private static func pair(_ column: Int, _ rows: Int) -> Pair {
    let reference = RepeatableStream(seed: 100 + UInt64(column))
    let current = RepeatableStream(seed: 200 + UInt64(column))
    let scale = 1 + Double(column) / 1000
    return (
      (0..<rows).map { -log1p(-reference[$0]) }, (0..<rows).map { -log1p(-current[$0]) * scale }
    )
  }

  /// Measures all columns and gives the last one's distances.
  private static func measure(_ data: [Pair], tasks: Int) async -> Distances? {
    await withTaskGroup(of: (column: Int, distances: Distances).self) { group in
      for task in 0..<tasks {
        group.addTask {
          var found = (column: -1, distances: Distances(psi: nil, ks: nil))
          for column in stride(from: task, to: data.count, by: tasks) {
            found = (column, distances(of: data[column]))
          }
          return found
        }
      }
      var last: Distances?
      for await part in group where part.column == data.count - 1 { last = part.distances }
      return last
    }
  }

  private static func distances(of pair: Pair) -> Distances {
    let (reference, current) = (SortedSample(pair.reference), SortedSample(pair.current))
    return Distances(
      psi: PopulationStability().value(from: reference, to: current).distance.value,
      ks: KolmogorovSmirnov().value(from: reference, to: current).distance.value)
  }
}
