// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// What a classifier may learn from: features of some customers and their labels.
public struct LabelledFeatures: Sendable {
  /// The features; columns not in `sees` must not be looked at.
  public let features: FeatureTable
  /// The label of each row, as the scenario's label source gives it; 255 where there is none.
  public let truth: [SegmentIndex]
  /// The columns that the classifier may use, ascending.
  public let sees: [Int]
  /// The scheme that the labels belong to.
  public let scheme: SegmentScheme

  /// Makes training data.
  ///
  /// - Parameters:
  ///   - features: the features of some customers.
  ///   - truth: a label for each row, 255 where there is none.
  ///   - sees: the columns that the classifier may use, in any order.
  ///   - scheme: the scheme that the labels belong to.
  public init(
    features: FeatureTable, truth: [SegmentIndex], sees: [Int], scheme: SegmentScheme
  ) {
    precondition(truth.count == features.rows, "one label for each row")
    precondition(
      truth.allSatisfy { $0 == noEstimate || Int($0) < scheme.segments.count },
      "labels are segments of the scheme")
    self.features = features
    self.truth = truth
    self.sees = sees.sorted()
    self.scheme = scheme
  }

  /// Makes training data without customers, for classifiers that learn nothing.
  ///
  /// - Parameters:
  ///   - schema: the features.
  ///   - sees: the columns that the classifier may use.
  ///   - scheme: what it is to find.
  public init(unlabelled schema: FeatureSchema, sees: [Int], scheme: SegmentScheme) {
    self.init(
      features: FeatureTable(schema: schema, capacity: 1), truth: [], sees: sees, scheme: scheme)
  }

  /// How many labelled rows each segment has, in index order.
  public var counts: [Int] {
    var counts = [Int](repeating: 0, count: scheme.segments.count)
    for label in truth where label != noEstimate { counts[Int(label)] += 1 }
    return counts
  }

  /// How many rows each segment has; at least one row must have a label.
  ///
  /// - Returns: the labelled rows of each segment.
  /// - Throws: that nothing can be learned without labels.
  func countsForFitting() throws(FitError) -> [Int] {
    let counts = counts
    if counts.allSatisfy({ $0 == 0 }) { throw .noLabels(customers: features.rows) }
    return counts
  }
}

/// The segment index that says: no label, or no estimate.
public let noEstimate: SegmentIndex = 255
