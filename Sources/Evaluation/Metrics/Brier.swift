// SPDX-License-Identifier: GPL-3.0-or-later

/// The mean squared distance of the estimated probabilities from 1 for the true segment and 0 for
/// the others, summed over segments (Brier 1950): 0 to 2.
struct Brier: Metric {
  static let id = "brier"
  static let summary = "mean squared distance of the estimated probabilities from the truth"
  static let direction = MetricDirection.minimise
  static let range = 0.0...2.0
  static let needs: Evidence = .probabilities

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    [.mean(of: tally.probabilities?.brier, within: Self.range, in: context)]
  }
}
