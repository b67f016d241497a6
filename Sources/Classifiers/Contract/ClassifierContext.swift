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
  /// What errors cost, by scheme: of true segment t named e at `t * segments + e`; empty where it is named
  /// but could not be read.
  public let costs: [String: [Double]]

  /// Makes a context.
  ///
  /// - Parameters:
  ///   - schema: the features of the view.
  ///   - schemes: the schemes that can be found.
  ///   - mayBeMissing: the columns that can hold missing values.
  ///   - kinds: the kinds of classifiers that may be named.
  ///   - costs: what errors cost, by scheme.
  public init(
    schema: FeatureSchema, schemes: [SegmentScheme], mayBeMissing: Set<Int>? = nil,
    kinds: [any Classifier.Type] = ClassifierRegistry.all, costs: [String: [Double]] = [:]
  ) {
    self.schema = schema
    self.schemes = schemes
    self.mayBeMissing = mayBeMissing
    self.kinds = kinds
    self.costs = costs
  }
}
