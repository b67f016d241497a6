// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// Linear discriminant analysis: features are normal within a segment, with a mean of its own and a
/// covariance that all segments share (Fisher 1936; Hastie, Tibshirani and Friedman 2009, 4.3).
///
/// Features become columns as in `LogisticClassifier`: a missing value is the training median, and
/// a column of its own says so; each level has a column. The covariance S of the standardised
/// columns, pooled over segments and divided by the number of customers, is shrunk to
/// (1 - shrinkage) S + shrinkage I, which is what makes the columns of levels, that sum to 1,
/// harmless. A segment's prior is its share in training.
public struct LinearDiscriminantClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "linear discriminant"
  /// What it does.
  public static let summary =
    "linear discriminant analysis: normal features with one covariance in all segments"
  /// Its settings.
  public static let shape = Shape.record(settings)
  /// It learns means and a covariance.
  public static let needsTraining = true
  /// It gives the posterior of each segment.
  public static let givesProbabilities = true

  static let settings = RecordShape(
    "linear discriminant",
    [
      RecordShape.Field(
        "shrinkage", .share,
        "weight of the identity in the covariance of standardised features; 1e-6 when not stated"),
      RecordShape.Field(
        "log", .list(.name),
        "features taken as logarithm; when not stated, positive and skewed ones"),
    ])

  /// The weight of the identity in the covariance.
  let shrinkage: Double
  /// The columns taken as logarithm; nothing for the usual choice.
  let logarithms: [Int]?

  /// Makes the specification.
  ///
  /// - Parameter shrinkage: the weight of the identity in the covariance, 0 to 1.
  public init(shrinkage: Double = 1e-6) {
    precondition((0...1).contains(shrinkage), "a shrinkage is a share")
    self.shrinkage = shrinkage
    logarithms = nil
  }

  /// Reads `linear discriminant: {…}`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings) else { return nil }
    let shrinkage = record.has("shrinkage") ? record["shrinkage"]?.share() : 1e-6
    let logarithms = record["log"].map { $0.logarithms(for: task) }
    guard let shrinkage else { return nil }
    if let logarithms, logarithms == nil { return nil }
    self.shrinkage = shrinkage
    self.logarithms = logarithms ?? nil
  }

  /// Learns the segments' means and the covariance they share.
  ///
  /// - Parameters:
  ///   - training: features and labels.
  ///   - seed: not used.
  /// - Returns: the posterior as straight lines in the features.
  /// - Throws: that there are no labels, that a stated logarithm does not exist, or that the
  ///   covariance has no inverse.
  /// - Complexity: O(customers × columns² + columns³).
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    let shares = try SegmentShares(training)
    let design = try DesignMatrix(training, logarithms: logarithms)
    let spread = PooledCovariance(design, training: training)
    let factor = try Self.factor(of: spread.shrunk(by: shrinkage), design)
    return LinearDiscriminants(means: spread.means, factor: factor, shares: shares)
      .scores(of: design)
  }

  /// A pivot of the covariance below this share of its diagonal is taken for rounding.
  private static let leastPivot = 1e-11

  /// Factors the covariance.
  private static func factor(
    of covariance: [Double], _ design: DesignMatrix
  ) throws(FitError) -> CholeskyFactor {
    let size = design.columns.count
    do throws(CholeskyFactor.NotPositiveDefinite) {
      let factor = try CholeskyFactor(covariance, size: size)
      for row in 0..<size {
        let (pivot, diagonal) = (factor.lower[row * size + row], covariance[row * size + row])
        if pivot * pivot <= leastPivot * diagonal { throw .init(row: row) }
      }
      return factor
    } catch {
      throw .covarianceSingular(column: design.columns[error.row].name)
    }
  }
}
