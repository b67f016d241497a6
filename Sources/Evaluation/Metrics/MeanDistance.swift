// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The mean number of steps between the true and the assigned segment of an ordered scheme.
struct MeanDistance: Metric {
  static let id = "mean-distance"
  static let summary = "mean number of steps between the true and the assigned segment"
  static let direction = MetricDirection.minimise
  static let range = 0.0...254.0
  static let needs: Evidence = [.counts, .order]

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let most = Double(tally.segments - 1)
    return MetricValue.means(over: tally.confusion, within: 0...most, in: context) {
      Double(abs($0 - $1))
    }
  }
}
