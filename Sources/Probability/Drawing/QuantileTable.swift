// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom
import Glibc

/// A continuous law's quantile function on the normal score, T(z) = Q(Phi(z)), as a table.
public final class QuantileTable: Sendable {
  private let law: any Law

  /// Tabulates a law.
  ///
  /// - Parameter law: a continuous law.
  /// - Throws: `GSLError` when GSL cannot invert the law.
  public init(_ law: any Law) throws {
    self.law = law
  }

  /// The table of a law.
  ///
  /// - Parameter law: a continuous law.
  /// - Returns: its table.
  /// - Throws: `GSLError` when GSL cannot invert the law.
  public static func shared(_ law: any Law) throws -> QuantileTable { try QuantileTable(law) }

  /// The table's value at one score.
  ///
  /// - Parameter z: a normal score; beyond 8.3 in size it counts as 8.3.
  /// - Returns: T(z).
  public func callAsFunction(_ z: Double) -> Double { law.quantile(normalScore: z) }

  /// T(z) of a column of scores.
  ///
  /// - Parameters:
  ///   - z: `count` normal scores.
  ///   - count: how many.
  ///   - out: `count` values; may be `z`.
  public func draw(
    z: UnsafePointer<Double>, count: Int, into out: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<count { out[row] = self(z[row]) }
  }
}
