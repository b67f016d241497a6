// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Numbers rounded to what the data support.
///
/// A number with an interval shows decimals down to the interval's half width: 12.3 beside 12.1–12.6,
/// 12 beside 9–15. Text is the same in every locale.
enum Rounded {
  /// What stands where there is no number.
  static let undefined = "—"

  /// A number with so many decimals and commas between thousands.
  static func fixed(_ number: Double, decimals: Int) -> String {
    let scale = power(decimals)
    let scaled = (number.magnitude * scale).rounded()
    guard scaled < 0x1p53 else { return NumberText.text(number) }
    let (whole, rest) = Int(scaled).quotientAndRemainder(dividingBy: Int(scale))
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + count(whole) }
    let digits = String(rest)
    return sign + count(whole) + "." + String(repeating: "0", count: decimals - digits.count)
      + digits
  }

  /// A whole number with commas between thousands.
  static func count(_ number: Int) -> String { NumberText.grouped(number) }

  /// A number of things with their noun, whose plural ends in s: 1 candidate, 2,000 candidates.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(count(number)) \(noun)" + (number == 1 ? "" : "s")
  }

  /// A number with so many decimals; one that would read as zero but is not, as "<0.001".
  static func small(_ number: Double, decimals: Int) -> String {
    let least = 1 / power(decimals)
    guard number > 0, number < least / 2 else { return fixed(number, decimals: decimals) }
    return "<" + fixed(least, decimals: decimals)
  }

  /// How many decimals a half width supports, 0 to 4: the last one is not finer than the half width.
  static func decimals(halfWidth: Double) -> Int {
    var decimals = 0
    while decimals < 4, 1 / power(decimals) > halfWidth { decimals += 1 }
    return decimals
  }

  private static func power(_ decimals: Int) -> Double {
    (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  }
}
