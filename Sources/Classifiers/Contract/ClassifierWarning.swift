// SPDX-License-Identifier: GPL-3.0-or-later

/// Something of a classifier's entry that is right by itself and has no effect in a run.
public struct ClassifierWarning: Sendable, Equatable {
  /// The keys that lead to it from the entry on; where it is not written, those of what stands for it.
  public let places: [[String]]
  /// What is to be told.
  public let message: String

  /// Makes a warning.
  ///
  /// - Parameters:
  ///   - places: the keys that lead to it, and those of what stands for it where it is not written.
  ///   - message: what is to be told.
  public init(_ places: [[String]], _ message: String) {
    (self.places, self.message) = (places, message)
  }
}
