// SPDX-License-Identifier: GPL-3.0-or-later

/// The three values of a condition as bits: bit 0 says *true*, bit 1 says *false*, none *unknown*.
///
/// A comparison with a missing value is unknown and a rule fires only on true (Kleene's strong
/// logic, 1952). With these bits *and*, *or* and *not* are bit operations on whole columns.
public enum Truth {
  /// The condition does not hold.
  public static let no: UInt8 = 2
  /// Whether the condition holds cannot be told, as a value is missing.
  public static let unknown: UInt8 = 0
  /// The condition holds.
  public static let yes: UInt8 = 1

  /// The byte of a known answer.
  ///
  /// - Parameter answer: whether the condition holds.
  /// - Returns: `yes` or `no`.
  @inlinable
  public static func known(_ answer: Bool) -> UInt8 { answer ? yes : no }

  /// Both hold: true when both are, false when one is false.
  ///
  /// - Parameters:
  ///   - left: a truth.
  ///   - right: a truth.
  /// - Returns: the conjunction.
  @inlinable
  public static func and(_ left: UInt8, _ right: UInt8) -> UInt8 {
    (left & right & yes) | ((left | right) & no)
  }

  /// One holds: true when one is, false when both are false.
  ///
  /// - Parameters:
  ///   - left: a truth.
  ///   - right: a truth.
  /// - Returns: the disjunction.
  @inlinable
  public static func or(_ left: UInt8, _ right: UInt8) -> UInt8 {
    ((left | right) & yes) | (left & right & no)
  }

  /// It does not hold; unknown stays unknown.
  ///
  /// - Parameter truth: a truth.
  /// - Returns: the negation.
  @inlinable
  public static func not(_ truth: UInt8) -> UInt8 { (truth >> 1) | ((truth & yes) << 1) }
}
