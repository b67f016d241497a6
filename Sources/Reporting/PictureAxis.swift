// SPDX-License-Identifier: GPL-3.0-or-later

/// An axis of a picture that begins at 0, with round numbers.
struct PictureAxis {
  /// The numbers that are written, ascending from 0.
  let ticks: [Double]
  private let decimals: Int
  private let start: Double
  private let end: Double

  /// Makes an axis.
  ///
  /// - Parameters:
  ///   - greatest: the greatest number that must have a place; 0 or less is taken for 1.
  ///   - start: where 0 lies.
  ///   - end: where the last written number lies.
  init(upTo greatest: Double, from start: Double, to end: Double) {
    (self.start, self.end) = (start, end)
    let greatest = greatest > 0 && greatest.isFinite ? greatest : 1
    // The least step of 1, 2 or 5 times a power of ten that needs no more than six.
    var (power, digits) = (1.0, 0)
    while power > greatest { (power, digits) = (power / 10, digits + 1) }
    while power * 10 <= greatest { power *= 10 }
    let steps = [(0.1, 1), (0.2, 1), (0.5, 1), (1.0, 0), (2.0, 0)]
    let (part, more) = steps.first { greatest / ($0.0 * power) <= 6 } ?? (2, 0)
    let step = part * power
    decimals = power > 1 ? 0 : digits + more
    ticks = (0...Int((greatest / step).rounded(.up))).map { Double($0) * step }
  }

  /// Where a number lies.
  ///
  /// - Parameter value: a number from 0 to the last written one.
  /// - Returns: its place between the ends.
  func place(_ value: Double) -> Double { start + (end - start) * value / (ticks.last ?? 1) }

  /// A written number.
  func text(_ tick: Double) -> String { Rounded.fixed(tick, decimals: decimals) }
}
