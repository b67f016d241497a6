// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers of a classifier's entry that have names of the user's own.
public struct NamedNumbers: Sendable, Equatable {
  /// The keys that lead to them, from the entry on.
  public let keys: [String]
  /// What one of them is called, such as `threshold`.
  public let noun: String
  /// Whether each must lie above the one before.
  public let ascend: Bool

  /// Makes a place of numbers.
  ///
  /// - Parameters:
  ///   - keys: the keys that lead to them, from the entry on.
  ///   - noun: what one of them is called.
  ///   - ascend: whether each must lie above the one before.
  public init(_ keys: [String], _ noun: String, ascend: Bool = false) {
    (self.keys, self.noun, self.ascend) = (keys, noun, ascend)
  }
}
