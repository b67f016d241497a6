// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom
import Glibc

/// The standard normal law's functions for single values.
public enum StandardNormal {
  /// P(Z <= z), accurate relative to itself.
  ///
  /// - Parameter z: a score.
  /// - Returns: a probability.
  public static func cdf(_ z: Double) -> Double { 0.5 * erfc(-z * 0.5.squareRoot()) }

  /// P(Z <= z), kept inside the bounds of drawn uniforms: 2^-53 from 0 and 1.
  ///
  /// - Parameter z: a score.
  /// - Returns: a probability above 0 and below 1.
  static func openCdf(_ z: Double) -> Double { min(max(cdf(z), 0x1p-53), 1 - 0x1p-53) }

  /// P(Z > z), accurate relative to itself.
  ///
  /// - Parameter z: a score.
  /// - Returns: a probability.
  public static func upperTail(_ z: Double) -> Double { 0.5 * erfc(z * 0.5.squareRoot()) }

  /// The density.
  ///
  /// - Parameter z: a score.
  /// - Returns: the density at z.
  public static func density(_ z: Double) -> Double { exp(logDensity(z)) }

  /// The logarithm of the density.
  ///
  /// - Parameter z: a score.
  /// - Returns: the logarithm of the density at z.
  public static func logDensity(_ z: Double) -> Double {
    -0.5 * z * z - 0.918_938_533_204_672_741_780
  }

  /// The score below which a share of the law lies, by the kernel that draws normals.
  ///
  /// - Parameter p: a probability in 0...1; NaN for any other.
  /// - Returns: Phi^-1(p).
  public static func quantile(_ p: Double) -> Double {
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    guard p > 0 && p < 1 else { return .nan }
    var score = p
    withUnsafeMutablePointer(to: &score) { ccr_normal_quantiles($0, 1, $0) }
    return score
  }

  /// The score above which a share of the law lies.
  ///
  /// - Parameter q: a probability in 0...1; NaN for any other.
  /// - Returns: -Phi^-1(q).
  public static func quantile(upperTail q: Double) -> Double { -quantile(q) }
}
