// SPDX-License-Identifier: GPL-3.0-or-later

/// The mean of minus the natural logarithm of the probability estimated for the true segment,
/// clipped to [ε, 1 − ε] with ε = 2⁻⁵².
struct LogLoss: Metric {
  static let id = "log-loss"
  static let summary = "mean of minus the logarithm of the probability estimated for the truth"
  static let direction = MetricDirection.minimise
  /// Up to −ln ε.
  static let range = 0.0...36.043_653_389_117_155
  static let needs: Evidence = .probabilities

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    [.mean(of: tally.probabilities?.logLoss, within: Self.range, in: context)]
  }
}
