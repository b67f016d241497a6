// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Shares of an attribute's total that belong to customers with some property of truth and
/// estimate.
struct WeightedMisplacement {
  /// Whether a pair of true and assigned segment is counted.
  let counts: @Sendable (_ truth: Int, _ estimate: Int) -> Bool

  /// The share over all customers, then over those of each true segment.
  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    [overall(of: tally, in: context)] + segments(of: tally, in: context)
  }

  /// The share over all customers.
  func overall(of tally: ClassificationTally, in context: MetricContext) -> MetricValue {
    share(.overall, nil, rows: 0..<tally.segments, tally, context)
  }

  /// The share over the customers of each true segment.
  func segments(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    (0..<tally.segments).map {
      share(.segment, SegmentIndex($0), rows: $0..<$0 + 1, tally, context)
    }
  }

  /// The ratio R of sums of weights, with the interval from its linearised variance
  /// Σw²(x − R)² / (Σw)², x being 1 for a pair that is counted (Cochran 1977, 6.4).
  private func share(
    _ estimator: MetricValue.Estimator, _ segment: SegmentIndex?, rows: Range<Int>,
    _ tally: ClassificationTally, _ context: MetricContext
  ) -> MetricValue {
    let k = tally.segments
    let cells = tally.confusion.counts[rows.lowerBound * k..<rows.upperBound * k]
    let count = cells.reduce(0, +)
    func without(_ reason: String) -> MetricValue {
      MetricValue(estimator, segment: segment, value: .undefined(reason: reason), count: count)
    }
    guard let weighted = tally.weighted else { return without("the tally holds no weights") }
    guard weighted.refused == 0 else {
      return without("\(weighted.refused) weights were negative, no numbers, or 2³⁶ and more")
    }
    let sums = Sums(weighted, rows: rows, counts: counts)
    guard sums.whole > 0 else {
      return without("the weights of these \(count) customers add up to 0")
    }
    let ratio = Double(sums.part) / Double(sums.whole)
    let rest = Double(sums.squaredWhole - sums.squaredPart)
    let spread = Double(sums.squaredPart) * (1 - ratio) * (1 - ratio) + rest * ratio * ratio
    return MetricValue(
      estimator, segment: segment, value: .defined(ratio), count: count,
      interval: .normal(
        ratio, standardError: spread.squareRoot() / Double(sums.whole),
        confidence: context.confidence, within: 0...1))
  }

  /// Weights and squared weights of the counted pairs and of all, in units.
  private struct Sums {
    var part: Int128 = 0
    var whole: Int128 = 0
    var squaredPart: Int128 = 0
    var squaredWhole: Int128 = 0

    init(_ weighted: WeightedConfusion, rows: Range<Int>, counts: (Int, Int) -> Bool) {
      for row in rows {
        for column in 0..<weighted.segments {
          let cell = row * weighted.segments + column
          whole += weighted.units[cell]
          squaredWhole += weighted.squaredUnits[cell]
          if counts(row, column) {
            part += weighted.units[cell]
            squaredPart += weighted.squaredUnits[cell]
          }
        }
      }
    }
  }
}
