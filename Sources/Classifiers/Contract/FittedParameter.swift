// SPDX-License-Identifier: GPL-3.0-or-later

/// Some learned numbers under a name.
public struct FittedParameter: Sendable, Equatable {
  /// What they are, such as `age.mean`.
  public let name: String
  /// The numbers, by segment where there is one for each.
  public let values: [Double]

  /// Makes a parameter.
  ///
  /// - Parameters:
  ///   - name: what the numbers are.
  ///   - values: the numbers.
  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }
}
