// SPDX-License-Identifier: GPL-3.0-or-later

/// Which values a term reads.
struct ScoreInput: Sendable, Equatable {
  /// The column of the schema.
  let column: Int
  /// Whether the logarithm of the value is taken.
  let isLogarithm: Bool
  /// Values below this, after the logarithm, are replaced by `lowest`.
  let low: Double
  /// What stands for values that are too low.
  let lowest: Double
  /// The greatest value, after the logarithm, that is told apart.
  let high: Double

  /// Values beyond this size count as this size, so that no square overflows.
  static let widest = 1e100
  /// Below the logarithm of every positive number.
  private static let belowLogarithms = -800.0

  /// Reads a column as it is.
  ///
  /// - Parameter column: a column of the schema.
  /// - Returns: the input.
  static func values(of column: Int) -> ScoreInput {
    ScoreInput(column: column, isLogarithm: false, low: -widest, lowest: -widest, high: widest)
  }

  /// Reads the logarithms of a column.
  ///
  /// - Parameters:
  ///   - column: a column of the schema.
  ///   - least: the logarithm of the least positive value of training, which stands for values of
  ///     at most 0.
  /// - Returns: the input.
  static func logarithms(of column: Int, least: Double) -> ScoreInput {
    ScoreInput(
      column: column, isLogarithm: true, low: belowLogarithms, lowest: least, high: widest)
  }
}
