// SPDX-License-Identifier: GPL-3.0-or-later

/// A distance of a month's values of a feature from reference values, counted in the same bins.
///
/// A difference is one file and one line in `DifferenceRegistry`.
public protocol Difference: Sendable {
  /// The name in scenarios and result files: lower case, words joined by hyphens.
  static var id: String { get }
  /// What it measures, in one sentence.
  static var summary: String { get }
  /// Whether the values must have an order.
  static var needsOrder: Bool { get }

  /// Makes the difference with its usual conventions.
  init()

  /// Compares counts.
  ///
  /// - Parameters:
  ///   - reference: the counts of the reference month.
  ///   - current: the counts of the month in question.
  ///   - bins: the bins of both.
  /// - Returns: the distance with what is known about it.
  func value(
    from reference: BinCounts, to current: BinCounts, in bins: BinnedReference
  ) -> DifferenceValue
}

extension Difference {
  /// The name in scenarios and result files.
  public var id: String { Self.id }
  /// What it measures, in one sentence.
  public var summary: String { Self.summary }
  /// Whether the values must have an order.
  public var needsOrder: Bool { Self.needsOrder }
}
