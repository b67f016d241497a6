// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Intervals of what is measured over all months, with the customer as the unit.
///
/// Every metric of counts or weights is a smooth function of the cells' sums; its gradient is taken by
/// central differences of a thousandth, so that any metric of the registry has its interval.
public struct ClusteredIntervals {
  private let total: ClassificationTally
  private let counts: ClusteredCounts
  private let context: MetricContext

  /// Prepares intervals.
  ///
  /// - Parameters:
  ///   - total: what was counted over all months.
  ///   - counts: what varies between customers.
  ///   - context: the scheme, costs and the confidence.
  public init(_ total: ClassificationTally, _ counts: ClusteredCounts, in context: MetricContext) {
    (self.total, self.counts, self.context) = (total, counts, context)
  }

  /// The intervals of a metric's values.
  ///
  /// - Parameter metric: a metric that can be measured.
  /// - Returns: one for each of `metric.values(of: total, in: context)`; nothing for what is undefined,
  ///   what does not vary, and beyond `ClusteredCounts.mostSegments`.
  /// - Complexity: O(cells × cost of the metric + values × cells²).
  public func intervals(of metric: any Metric) -> [Interval?] {
    let values = metric.values(of: total, in: context)
    if total.referred != nil, let mean = referral(metric) {
      return values.map { $0.segment == nil ? interval($0, mean.standardError, metric) : nil }
    }
    if let mean = metric.clusteredMean(of: counts) {
      return values.map { interval($0, mean.standardError, metric) }
    }
    guard !counts.products.isEmpty, counts.customers > 1 else { return values.map { _ in nil } }
    let isWeighted = metric.needs.contains(.weights)
    guard !isWeighted || !counts.weightedProducts.isEmpty else { return values.map { _ in nil } }
    let (cells, slopes) = gradients(metric, values, isWeighted: isWeighted)
    return values.indices.map { index in
      let variance = variance(cells, slopes.map { $0[index] }, isWeighted: isWeighted)
      return interval(values[index], variance.squareRoot(), metric)
    }
  }

  /// The mean, over decided customers and those left to a person, of a metric that is about both.
  private func referral(_ metric: any Metric) -> ClusteredMean? {
    switch metric {
    case is Referred: counts.referred
    case is ExpectedCost: counts.cost
    default: nil
    }
  }

  /// The slopes of all values in every cell that is not empty.
  private func gradients(
    _ metric: any Metric, _ values: [MetricValue], isWeighted: Bool
  ) -> (cells: [Int], slopes: [[Double]]) {
    let sums = total.confusion.counts
    let cells = sums.indices.filter { sums[$0] > 0 }
    let slopes = cells.map { cell in
      let (more, less, step) = total.moved(cell, isWeighted: isWeighted)
      guard step > 0 else { return values.map { _ in 0.0 } }
      let (above, below) = (
        metric.values(of: more, in: context), metric.values(of: less, in: context)
      )
      return values.indices.map { index in
        guard let high = above[index].value.value, let low = below[index].value.value else {
          return 0.0
        }
        return (high - low) / (2 * step)
      }
    }
    return (cells, slopes)
  }

  private func variance(_ cells: [Int], _ slopes: [Double], isWeighted: Bool) -> Double {
    let width = counts.segments * counts.segments
    let scale = isWeighted ? 0x1p-16 : 1
    var sum = 0.0
    for (first, slope) in zip(cells, slopes) where slope != 0 {
      for (second, other) in zip(cells, slopes) where other != 0 {
        let place = first * width + second
        let product =
          isWeighted ? Double(counts.weightedProducts[place]) : Double(counts.products[place])
        sum += slope * other * product * scale
      }
    }
    let customers = Double(counts.customers)
    return max(0, sum) * customers / (customers - 1)
  }

  /// Wilson's interval of a share, at the size of a simple sample that knows it as well; else the normal
  /// one.
  private func interval(
    _ value: MetricValue, _ standardError: Double?, _ metric: any Metric
  ) -> Interval? {
    guard let number = value.value.value, let error = standardError, error.isFinite else {
      return nil
    }
    guard metric.range == 0...1, (0...1).contains(number) else {
      return .normal(
        number, standardError: error, confidence: context.confidence, within: metric.range)
    }
    let months = Double(max(1, total.scored))
    let customers = Double(value.count) * Double(counts.customers) / months
    guard number > 0, number < 1 else {
      return customers > 0
        ? .wilson(share: number, size: customers, confidence: context.confidence) : nil
    }
    // What does not vary, or only by rounding.
    guard error > 1e-12 else { return nil }
    return .wilson(
      share: number,
      size: min(number * (1 - number) / (error * error), Double(max(1, value.count))),
      confidence: context.confidence)
  }
}

extension ClassificationTally {
  /// The tally with a thousandth more, and a thousandth less, in one cell.
  fileprivate func moved(
    _ cell: Int, isWeighted: Bool
  ) -> (more: ClassificationTally, less: ClassificationTally, step: Double) {
    guard isWeighted, let weighted else {
      let count = confusion.counts[cell]
      func with(_ change: Int) -> ClassificationTally {
        ClassificationTally(confusion: confusion.enlarged(by: Self.parts, adding: change, to: cell))
      }
      return (with(count), with(-count), Double(count) / Double(Self.parts))
    }
    let part = weighted.units[cell] / Int128(Self.parts)
    let scale = Double(sign: .plus, exponent: -WeightedConfusion.fractionBits, significand: 1)
    return (
      replacing(weighted.adding(part, to: cell)), replacing(weighted.adding(-part, to: cell)),
      Double(part) * scale
    )
  }

  private static let parts = 1024
}
