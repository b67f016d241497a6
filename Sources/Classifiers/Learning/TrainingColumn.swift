// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// One feature of the labelled customers, as a classifier learns from it.
struct TrainingColumn {
  /// The column of the schema.
  let column: Int
  /// The feature.
  let feature: FeatureSchema.Feature
  /// The value of each labelled customer, NaN where missing.
  private(set) var values: [Double]

  /// Takes a feature's values.
  ///
  /// - Parameters:
  ///   - column: a column that the classifier sees.
  ///   - training: the customers; those without label are left out.
  init(_ column: Int, of training: LabelledFeatures) {
    self.column = column
    feature = training.features.schema.features[column]
    let start = column * training.features.capacity
    let wide = ScoreInput.widest
    values = []
    values.reserveCapacity(training.truth.count)
    for (row, label) in training.truth.enumerated() where label != noEstimate {
      let value = training.features.values[start + row]
      values.append(value < -wide ? -wide : value > wide ? wide : value)
    }
  }

  /// The values that are not missing.
  var present: [Double] { values.filter { !$0.isNaN } }

  /// Whether any value is missing.
  var hasMissing: Bool { values.contains { $0.isNaN } }

  /// The least value above 0.
  var leastPositive: Double? { values.lazy.filter { $0 > 0 }.min() }

  /// Replaces the values by their logarithms, after raising zeros to the least positive one.
  ///
  /// - Returns: the least logarithm.
  /// - Throws: that no value is positive, or that some are negative.
  mutating func takeLogarithms() throws(FitError) -> Double {
    let negative = values.count { $0 < 0 }
    if negative > 0 {
      throw .logarithmOfNegative(feature: feature.name, count: negative, customers: values.count)
    }
    guard let least = leastPositive else { throw .nothingPositive(feature: feature.name) }
    values = naturalLogarithms(values.map { $0 < least ? least : $0 })
    return naturalLogarithm(least)
  }

  /// Whether the logarithm is nearer to a symmetric law than the value: all values are positive,
  /// their skewness is above 1, and the logarithms' skewness is smaller in size.
  var suitsLogarithm: Bool {
    let present = present
    guard present.count > 2, present.allSatisfy({ $0 > 0 }) else { return false }
    let skewness = Moments(present).skewness
    guard skewness > 1 else { return false }
    return abs(Moments(naturalLogarithms(present)).skewness) < skewness
  }
}
