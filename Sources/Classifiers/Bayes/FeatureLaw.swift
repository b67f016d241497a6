// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The law that naive Bayes takes a feature to follow within a segment.
enum FeatureLaw: String, Sendable, CaseIterable {
  /// Normal.
  case normal
  /// The logarithm is normal.
  case lognormal
  /// Whole numbers from 0: negative binomial, or Poisson where the variance is at most the mean.
  case count
  /// One of some levels.
  case levels

  /// The greatest count that is told apart.
  static let greatestCount = 65_535

  /// The law of a feature for which the scenario states none.
  ///
  /// Levels follow their kind; a count whose training values are whole and at most 4,095 is a
  /// count; a positive, skewed number is lognormal (see `TrainingColumn.suitsLogarithm`); all else
  /// is normal.
  ///
  /// - Parameter column: the feature in training.
  /// - Returns: the law.
  static func usual(for column: TrainingColumn) -> FeatureLaw {
    switch column.feature.kind {
    case .levels: return .levels
    case .count:
      let present = column.present
      let areCounts = present.allSatisfy { $0 >= 0 && $0 <= 4_095 && $0 == $0.rounded() }
      if areCounts { return .count }
    case .number: break
    }
    return column.suitsLogarithm ? .lognormal : .normal
  }
}
