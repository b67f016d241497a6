// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Numbers that people would choose within a range: 50,000 rather than 47,310.
enum RoundNumber {
  /// The roundest allowed numbers of the middle half of a range, then those of the rest of it.
  ///
  /// A number is the rounder the greater the power of ten of which it, its double or five times it is a multiple.
  ///
  /// - Parameters:
  ///   - range: where they may lie.
  ///   - value: the value, for the steps it may take.
  ///   - wanted: of equally round ones those nearest to this come first.
  ///   - most: how many are returned at most, at least 1.
  /// - Returns: different numbers, in that order; the wanted one when there is no rounder one.
  static func choices(
    _ range: ClosedRange<Double>, of value: TunedValue, near wanted: Double, most: Int
  ) -> [Double] {
    var found: [Double] = []
    let quarter = (range.upperBound - range.lowerBound) / 4
    let middle = range.lowerBound + quarter...range.upperBound - quarter
    let top = Int(log10(max(abs(range.lowerBound), abs(range.upperBound), 1e-12)).rounded(.up))
    for place in [middle, range] {
      for exponent in stride(from: top, through: top - 7, by: -1) {
        for part in [10.0, 5.0, 2.0] {
          for next in multiples(part, exponent - 1, in: place, value, wanted)
          where !found.contains(next) {
            found.append(next)
            if found.count == most { return found }
          }
        }
      }
    }
    return found.isEmpty ? [wanted] : found
  }

  /// The allowed multiples of `part` times a power of ten in a range, those nearest to a number first.
  private static func multiples(
    _ part: Double, _ exponent: Int, in range: ClosedRange<Double>, _ value: TunedValue,
    _ wanted: Double
  ) -> [Double] {
    // Powers of ten above 1 are exact; below it a quotient is rounded once, as the written number is.
    let (scale, isBelowOne) = (pow(10, Double(abs(exponent))), exponent < 0)
    func number(_ count: Double) -> Double {
      isBelowOne ? count * part / scale : count * part * scale
    }
    let unit = number(1)
    let (first, last) = (
      (range.lowerBound / unit).rounded(.up), (range.upperBound / unit).rounded(.down)
    )
    guard first <= last, last - first < 1000 else { return [] }
    return stride(from: first, through: last, by: 1).map(number)
      .filter { range.contains($0) && value.allows($0) }
      .sorted { (abs($0 - wanted), $0) < (abs($1 - wanted), $1) }
  }
}
