// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a classifier could not learn from the customers it was given.
public enum FitError: Error, Equatable, Sendable, CustomStringConvertible {
  /// None of the customers has a label.
  case noLabels(customers: Int)
  /// A feature stated as a count goes beyond what counts may be.
  case countTooLarge(feature: String, most: Int)
  /// A feature stated as a count is negative.
  case countNegative(feature: String)
  /// A feature that is scored by quantiles has no value.
  case nothingToRank(feature: String)
  /// A feature stated as lognormal, or to be taken as logarithm, has no value above 0.
  case nothingPositive(feature: String)
  /// A feature stated as lognormal, or to be taken as logarithm, is negative.
  case logarithmOfNegative(feature: String, count: Int, customers: Int)
  /// Within segments, a column is a sum of multiples of those before it.
  case covarianceSingular(column: String)
  /// The scenario's laws, which it needs, are not known.
  case withoutLaws(reason: String)
  /// The optimiser stopped before the gradient was small enough.
  case notConverged(iterations: Int, gradient: Double, tolerance: Double)

  /// What must hold, what was given and what to do.
  public var description: String {
    switch self {
    case .noLabels(let customers):
      "training needs at least one labelled customer, but none of \(customers) has a label; "
        + "raise 'train: customers' or the labels' share"
    case .countTooLarge(let feature, let most):
      "'\(feature)' is stated as a count, and counts are at most \(most), but training has "
        + "greater ones; state it under 'normal' or 'lognormal'"
    case .countNegative(let feature):
      "'\(feature)' is stated as a count, which is at least 0, but training has values below; "
        + "state it under 'normal'"
    case .nothingToRank(let feature):
      "quantiles of '\(feature)' need values, but no training customer has one; take "
        + "'\(feature)' out of the scores, or cut it at numbers"
    case .nothingPositive(let feature):
      "the logarithm of '\(feature)' needs values above 0, but no training customer has one; "
        + "take '\(feature)' out of the list"
    case .logarithmOfNegative(let feature, let count, let customers):
      "the logarithm of '\(feature)' needs values of at least 0, but \(count) of \(customers) "
        + "training customers have values below; take '\(feature)' out of the list"
    case .covarianceSingular(let column):
      "within segments, no column may follow from the others, but '\(column)' follows from those "
        + "before it; raise 'shrinkage' above 0, or take the feature out of 'sees'"
    case .withoutLaws(let reason):
      "the scenario's laws must tell the segments' probabilities, but \(reason)"
    case .notConverged(let iterations, let gradient, let tolerance):
      "the largest gradient component per customer must fall to \(tolerance), but is "
        + "\(gradient) after \(iterations) iterations; raise 'ridge'"
    }
  }
}
