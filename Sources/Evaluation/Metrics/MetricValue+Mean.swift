// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

extension MetricValue {
  /// A mean of probability scores with the normal interval.
  ///
  /// - Parameters:
  ///   - moments: sums over the scored customers; none when no probabilities were tallied.
  ///   - range: what the mean can be.
  ///   - context: gives the confidence.
  /// - Returns: the mean, or why there is none.
  static func mean(
    of moments: FixedPointMoments?, within range: ClosedRange<Double>, in context: MetricContext
  ) -> MetricValue {
    guard let moments else {
      let reason = "the tally holds no estimated probabilities"
      return MetricValue(.overall, value: .undefined(reason: reason), count: 0)
    }
    guard let mean = moments.mean else {
      let reason =
        moments.refused > 0
        ? "the estimated probabilities of \(moments.refused) customers were not numbers"
        : "no customer was scored"
      return MetricValue(.overall, value: .undefined(reason: reason), count: moments.count)
    }
    return MetricValue(
      .overall, value: .defined(mean), count: moments.count,
      interval: .normal(
        mean, standardError: moments.standardError, confidence: context.confidence,
        within: range))
  }

  /// The mean over customers of a number that depends on truth and estimate, for all customers
  /// and for those of each true segment, with the normal interval.
  ///
  /// - Parameters:
  ///   - matrix: pairs of true and assigned segment.
  ///   - range: what the mean can be.
  ///   - context: gives names and confidence.
  ///   - others: customers of each true segment beside those of the matrix; none when empty.
  ///   - other: the number of each of these.
  ///   - number: the number of a pair.
  /// - Returns: the overall mean, then one for each segment.
  static func means(
    over matrix: ConfusionMatrix, within range: ClosedRange<Double>, in context: MetricContext,
    beside others: [Int] = [], each other: Double = 0,
    number: (_ truth: Int, _ estimate: Int) -> Double
  ) -> [MetricValue] {
    var totals = (count: 0, sum: 0.0, squares: 0.0)
    var segments: [MetricValue] = []
    for row in 0..<matrix.segments {
      var part = (count: 0, sum: 0.0, squares: 0.0)
      for column in 0..<matrix.segments {
        let count = matrix[truth: row, estimate: column]
        let value = number(row, column)
        part.count += count
        part.sum += Double(count) * value
        part.squares += Double(count) * value * value
      }
      if !others.isEmpty {
        let count = Double(others[row])
        part.count += others[row]
        part.sum += count * other
        part.squares += count * other * other
      }
      totals = (totals.count + part.count, totals.sum + part.sum, totals.squares + part.squares)
      segments.append(
        mean(
          .segment, SegmentIndex(row), part, range, context,
          else: "no customer was in segment '\(context.scheme.segments[row])'"))
    }
    return [mean(.overall, nil, totals, range, context, else: "no customer was scored")] + segments
  }

  private static func mean(
    _ estimator: Estimator, _ segment: SegmentIndex?,
    _ sums: (count: Int, sum: Double, squares: Double), _ range: ClosedRange<Double>,
    _ context: MetricContext, else reason: String
  ) -> MetricValue {
    let n = Double(sums.count)
    guard sums.count > 0 else {
      return MetricValue(estimator, segment: segment, value: .undefined(reason: reason), count: 0)
    }
    let mean = sums.sum / n
    let variance = max(0, sums.squares / n - mean * mean)
    let error = sums.count > 1 ? (variance / (n - 1)).squareRoot() : nil
    return MetricValue(
      estimator, segment: segment, value: .defined(mean), count: sums.count,
      interval: .normal(
        mean, standardError: error, confidence: context.confidence, within: range))
  }
}
