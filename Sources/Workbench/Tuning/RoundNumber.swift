// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A number that people would choose within a range: 50,000 rather than 47,310.
enum RoundNumber {
  /// The roundest allowed number of a range, preferably in its middle half.
  ///
  /// A number is the rounder the greater the power of ten of which it, its double or five times it is a multiple.
  ///
  /// - Parameters:
  ///   - range: where it may lie.
  ///   - value: the value, for the steps it may take.
  ///   - wanted: of equally round ones the nearest to this is taken.
  /// - Returns: the number; the wanted one when there is no rounder one.
  static func within(
    _ range: ClosedRange<Double>, of value: TunedValue, near wanted: Double
  ) -> Double {
    let quarter = (range.upperBound - range.lowerBound) / 4
    let middle = range.lowerBound + quarter...range.upperBound - quarter
    let top = Int(log10(max(abs(range.lowerBound), abs(range.upperBound), 1e-12)).rounded(.up))
    for exponent in stride(from: top, through: top - 7, by: -1) {
      for (part, own) in [(10.0, exponent - 1), (5.0, exponent - 1), (2.0, exponent - 1)] {
        for place in [middle, range] {
          if let found = multiple(part, own, in: place, value, wanted) { return found }
        }
      }
    }
    return wanted
  }

  /// The allowed multiple of `part` times a power of ten in a range that lies nearest to a number.
  private static func multiple(
    _ part: Double, _ exponent: Int, in range: ClosedRange<Double>, _ value: TunedValue,
    _ wanted: Double
  ) -> Double? {
    // Powers of ten above 1 are exact; below it a quotient is rounded once, as the written number is.
    let (scale, isBelowOne) = (pow(10, Double(abs(exponent))), exponent < 0)
    func number(_ count: Double) -> Double {
      isBelowOne ? count * part / scale : count * part * scale
    }
    let unit = number(1)
    let (first, last) = (
      (range.lowerBound / unit).rounded(.up), (range.upperBound / unit).rounded(.down)
    )
    guard first <= last, last - first < 1000 else { return nil }
    let found = stride(from: first, through: last, by: 1).map(number).filter {
      range.contains($0) && value.allows($0)
    }
    return found.min { abs($0 - wanted) < abs($1 - wanted) }
  }
}
