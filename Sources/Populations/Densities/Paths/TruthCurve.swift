// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// How what is seen follows from what is true, of a walk whose months after the base count in both in
/// the same ratio: one number tells the other.
struct TruthCurve: Sendable {
  /// The share of the base in what is seen.
  private let seen: Double
  /// The share of the base in what is true.
  private let truth: Double
  /// How much the other months count in what is seen, for each time that they count in what is true.
  private let ratio: Double

  /// Reads the ratio; nothing where months count in different ones.
  ///
  /// - Parameters:
  ///   - seen: each month's share in what is seen, from the base on.
  ///   - truth: the same of what is true; not of the base alone.
  init?(_ seen: [Double], _ truth: [Double]) {
    let whole = truth.dropFirst().reduce(0, +)
    guard whole > 0 else { return nil }
    let ratio = seen.dropFirst().reduce(0, +) / whole
    guard zip(seen, truth).dropFirst().allSatisfy({ abs($0 - ratio * $1) < 1e-12 }) else {
      return nil
    }
    (self.seen, self.truth, self.ratio) = (seen[0], truth[0], ratio)
  }

  /// The logarithm of what is seen at a logarithm of what is true; nothing where there is none.
  func seen(at place: Double) -> Double? {
    let whole = seen + ratio * (exp(place) - truth)
    return whole > 0 ? log(whole) : nil
  }

  /// The logarithm of what is seen where it lies a gap above what is true; nothing where it does so nowhere.
  func seen(gap: Double) -> Double? {
    let whole = (seen - ratio * truth) / (1 - ratio * exp(-gap))
    return whole > 0 && whole.isFinite ? log(whole) : nil
  }

  /// Whether what is seen lies farther above what is true than a gap.
  ///
  /// - Parameters:
  ///   - place: the logarithm of what is seen, not of the base alone.
  ///   - gap: the gap.
  /// - Returns: whether it does.
  func isAbove(_ place: Double, by gap: Double) -> Bool {
    exp(place - gap) > truth + (exp(place) - seen) / ratio
  }
}
