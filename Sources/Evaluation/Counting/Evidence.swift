// SPDX-License-Identifier: GPL-3.0-or-later

/// What a tally or its context holds, and what a metric needs to be measured.
public struct Evidence: OptionSet, Sendable, Hashable {
  /// One bit for each kind.
  public let rawValue: Int

  /// Makes a set from its bits.
  ///
  /// - Parameter rawValue: one bit for each kind.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Pairs of true and assigned segment.
  public static let counts = Evidence(rawValue: 1)
  /// Estimated probabilities of every segment.
  public static let probabilities = Evidence(rawValue: 2)
  /// An attribute by which customers weigh.
  public static let weights = Evidence(rawValue: 4)
  /// The same customers' segments a month before.
  public static let history = Evidence(rawValue: 8)
  /// A scheme whose segments are ordered; in the context.
  public static let order = Evidence(rawValue: 16)
  /// What each kind of misclassification costs; in the context.
  public static let costs = Evidence(rawValue: 32)
  /// Customers whom the classifier leaves to a person.
  public static let referrals = Evidence(rawValue: 64)
}
