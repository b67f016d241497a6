// SPDX-License-Identifier: GPL-3.0-or-later

/// How far one month's values of a feature are from the reference month's.
public struct DifferenceValue: Sendable, Equatable {
  /// The distance, or why there is none.
  public var distance: Measured
  /// By how much the exact distance may exceed the one given; 0 when that is exact.
  public var excess = 0.0
  /// How often two samples of one law are at least so far apart, where that is known.
  public var pValue: Double?
  /// What two samples of one law stay below with the stated confidence, where that is known.
  public var noDriftQuantile: Double?
  /// How sure the no-drift quantile is, in (0, 1).
  public var confidence: Double?
  /// How many bins were compared, where bins define the distance.
  public var bins: Int?
  /// The share that an empty bin counts as, where bins define the distance.
  public var emptyShare: Double?
  /// How many reference values there were.
  public var referenceCount: Int
  /// How many values of the month there were.
  public var count: Int

  /// Makes a value; what is not known stays out.
  ///
  /// - Parameters:
  ///   - distance: the distance, or why there is none.
  ///   - referenceCount: how many reference values there were.
  ///   - count: how many values of the month there were.
  public init(_ distance: Measured, referenceCount: Int, count: Int) {
    self.distance = distance
    self.referenceCount = referenceCount
    self.count = count
  }

  /// An undefined distance when one side has no values, else nothing.
  static func withoutValues(referenceCount: Int, count: Int) -> DifferenceValue? {
    if referenceCount > 0, count > 0 { return nil }
    let side = referenceCount == 0 ? "the reference" : "the month"
    return DifferenceValue(
      .undefined(reason: "\(side) has no values that are not missing"),
      referenceCount: referenceCount, count: count)
  }
}
