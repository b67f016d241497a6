// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom

/// A discrete law inverted by a guide table: monotone in u.
public final class InversionTable: Sendable {
  private let law: any Law

  /// Tabulates a law.
  ///
  /// - Parameter law: a discrete law.
  /// - Throws: `GSLError` when GSL cannot sum the law.
  public init(_ law: any Law) throws {
    self.law = law
  }

  /// The least x with P(X <= x) > u.
  ///
  /// - Parameter u: a uniform in (0, 1).
  /// - Returns: a value of the law.
  public func callAsFunction(_ u: Double) -> Double {
    u > 0.5 ? law.quantile(upperTail: 1 - u) : law.quantile(u)
  }

  /// The values of a column of uniforms.
  ///
  /// - Parameters:
  ///   - uniforms: `count` uniforms in (0, 1).
  ///   - count: how many.
  ///   - out: `count` values; may be `uniforms`.
  public func draw(
    uniforms: UnsafePointer<Double>, count: Int, into out: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<count { out[row] = self(uniforms[row]) }
  }
}
