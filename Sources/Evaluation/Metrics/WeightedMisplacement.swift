// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Means of a number that depends on truth and estimate, each customer counting by an attribute.
struct WeightedMisplacement {
  /// What the mean can be.
  let range: ClosedRange<Double>
  /// The number of a pair of true and assigned segment.
  let number: @Sendable (_ truth: Int, _ estimate: Int) -> Double

  /// The mean of a number.
  ///
  /// - Parameters:
  ///   - range: what the mean can be.
  ///   - number: the number of a pair of true and assigned segment.
  init(
    within range: ClosedRange<Double>,
    _ number: @escaping @Sendable (_ truth: Int, _ estimate: Int) -> Double
  ) {
    (self.range, self.number) = (range, number)
  }

  /// The share of pairs with some property.
  ///
  /// - Parameter counts: whether a pair has it.
  init(counting counts: @escaping @Sendable (_ truth: Int, _ estimate: Int) -> Bool) {
    self.init(within: 0...1) { counts($0, $1) ? 1 : 0 }
  }

  /// The mean over all customers, then over those of each true segment.
  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    [overall(of: tally, in: context)] + segments(of: tally, in: context)
  }

  /// The mean over all customers.
  func overall(of tally: ClassificationTally, in context: MetricContext) -> MetricValue {
    mean(.overall, nil, rows: 0..<tally.segments, tally, context)
  }

  /// The mean over the customers of each true segment.
  func segments(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    (0..<tally.segments).map {
      mean(.segment, SegmentIndex($0), rows: $0..<$0 + 1, tally, context)
    }
  }

  /// The ratio R = Σwx / Σw, with the interval from its linearised variance Σw²(x − R)² / (Σw)²
  /// (Cochran 1977, 6.4).
  private func mean(
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
    let pairs = rows.flatMap { row in
      (0..<k).map { (cell: row * k + $0, number: number(row, $0)) }
    }
    let whole = pairs.reduce(Int128(0)) { $0 + weighted.units[$1.cell] }
    guard whole > 0 else { return without("the weights of these \(count) customers add up to 0") }
    let part = pairs.reduce(0) { $0 + Double(weighted.units[$1.cell]) * $1.number }
    let ratio = part / Double(whole)
    let spread = pairs.reduce(0) {
      $0 + Double(weighted.squaredUnits[$1.cell]) * ($1.number - ratio) * ($1.number - ratio)
    }
    return MetricValue(
      estimator, segment: segment, value: .defined(ratio), count: count,
      interval: .normal(
        ratio, standardError: spread.squareRoot() / Double(whole),
        confidence: context.confidence, within: range))
  }
}
