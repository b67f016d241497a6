// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Customers
import Evaluation

/// Times counting pairs of true and assigned segment and working out every metric of the counts.
struct MetricsBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "Count pairs of segments and measure them.")

  @OptionGroup var size: BenchmarkSize

  func run() async throws {
    let rows = size.rows ?? 10_000_000
    let scheme = SegmentScheme(
      name: "stream", method: nil, segments: (0..<8).map { "segment \($0)" }, isOrdered: false)
    let pairs = Self.pairs(rows, segments: scheme.segments.count)
    var (seconds, answers): ([Double], [(name: String, value: Double)]) = ([], [])
    for _ in 0..<size.repeat {
      let start = ContinuousClock.now
      let matrix = await Self.count(pairs, scheme.segments.count, tasks: size.threads)
      answers = Self.answers(
        ClassificationTally(confusion: matrix), MetricContext(scheme: scheme))
      seconds.append((ContinuousClock.now - start) / .seconds(1))
    }
    try Terminal.print(
      BenchmarkLine(
        what: "metrics", rows: rows, threads: size.threads, seconds: seconds, answers: answers
      ).json)
  }

  /// Truth ⌊8 u₁⌋; the estimate is the truth when u₂ < 0.8, else ⌊8 u₃⌋.
  private static func pairs(
    _ rows: Int, segments: Int
  ) -> (truth: [SegmentIndex], estimate: [SegmentIndex]) {
    let streams = [11, 12, 13].map { RepeatableStream(seed: $0) }
    let (first, second, third) = (streams[0], streams[1], streams[2])
    let truth = (0..<rows).map { SegmentIndex(Double(segments) * first[$0]) }
    let estimate = (0..<rows).map { row in
      second[row] < 0.8 ? truth[row] : SegmentIndex(Double(segments) * third[row])
    }
    return (truth, estimate)
  }

  private static func count(
    _ pairs: (truth: [SegmentIndex], estimate: [SegmentIndex]), _ segments: Int, tasks: Int
  ) async -> ConfusionMatrix {
    let (truth, estimate) = pairs
    return await withTaskGroup(of: ConfusionMatrix.self) { group in
      for task in 0..<tasks {
        group.addTask {
          let start = truth.count * task / tasks
          return Self.count(
            truth, estimate, from: start, to: truth.count * (task + 1) / tasks, segments)
        }
      }
      var total = ConfusionMatrix(segments: segments)
      for await part in group { total += part }
      return total
    }
  }

  private static func count(
    _ truth: [SegmentIndex], _ estimate: [SegmentIndex], from start: Int, to end: Int,
    _ segments: Int
  ) -> ConfusionMatrix {
    var matrix = ConfusionMatrix(segments: segments)
    truth.withUnsafeBufferPointer { truth in
      estimate.withUnsafeBufferPointer { estimate in
        guard let first = truth.baseAddress, let second = estimate.baseAddress else { return }
        matrix.add(truth: first + start, estimate: second + start, rows: end - start)
      }
    }
    return matrix
  }

  /// Works out every metric and picks those that the program beside it gives too.
  private static func answers(
    _ tally: ClassificationTally, _ context: MetricContext
  ) -> [(name: String, value: Double)] {
    let evidence = tally.holding.union(context.holding)
    let values = MetricRegistry.metrics(measurableWith: evidence).map { metric in
      (id: metric.id, values: metric.values(of: tally, in: context))
    }
    let wanted: [(name: String, metric: String, estimator: MetricValue.Estimator)] = [
      ("accuracy", "accuracy", .overall), ("macro_f1", "f1", .macro),
      ("mcc", "matthews-correlation", .overall), ("kappa", "cohen-kappa", .overall),
    ]
    return wanted.compactMap { name, id, estimator in
      let found = values.first { $0.id == id }?.values.first { $0.estimator == estimator }
      return found?.value.value.map { (name, $0) }
    }
  }
}
