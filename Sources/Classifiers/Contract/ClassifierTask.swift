// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// What one classifier is to find, and from what.
public struct ClassifierTask: Sendable {
  /// The features of the view.
  public let schema: FeatureSchema
  /// The columns that the classifier may use, ascending.
  public let sees: [Int]
  /// What it finds.
  public let scheme: SegmentScheme
  /// The columns that can hold missing values; nothing when that is not known.
  public let mayBeMissing: Set<Int>?

  /// Makes a task.
  ///
  /// - Parameters:
  ///   - schema: the features of the view.
  ///   - sees: the columns that the classifier may use.
  ///   - scheme: what it finds.
  ///   - mayBeMissing: the columns that can hold missing values.
  public init(
    schema: FeatureSchema, sees: [Int], scheme: SegmentScheme, mayBeMissing: Set<Int>? = nil
  ) {
    self.schema = schema
    self.sees = sees.sorted()
    self.scheme = scheme
    self.mayBeMissing = mayBeMissing
  }

  /// The names of the features it may use, in column order.
  public var visibleNames: [String] { sees.map { schema.features[$0].name } }
}
