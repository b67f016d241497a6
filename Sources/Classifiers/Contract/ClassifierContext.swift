// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// What is known while the classifiers of a scenario are read.
public struct ClassifierContext: Sendable {
  /// The features of the view.
  public let schema: FeatureSchema
  /// The schemes that can be found.
  public let schemes: [SegmentScheme]
  /// The columns that can hold missing values; nothing when that is not known.
  public let mayBeMissing: Set<Int>?
  /// The kinds of classifiers that may be named.
  public let kinds: [any Classifier.Type]

  /// Makes a context.
  ///
  /// - Parameters:
  ///   - schema: the features of the view.
  ///   - schemes: the schemes that can be found.
  ///   - mayBeMissing: the columns that can hold missing values.
  ///   - kinds: the kinds of classifiers that may be named.
  public init(
    schema: FeatureSchema, schemes: [SegmentScheme], mayBeMissing: Set<Int>? = nil,
    kinds: [any Classifier.Type] = ClassifierRegistry.all
  ) {
    self.schema = schema
    self.schemes = schemes
    self.mayBeMissing = mayBeMissing
    self.kinds = kinds
  }
}
