// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes numbers as text that reads back as the very same number, without locale.
///
/// Whole numbers below 2⁵³ and numbers with at most four decimals, which most columns of a bank hold,
/// are written by integer arithmetic; the others by Swift's shortest form.
public enum NumberText {
  /// The shortest text of a finite number; whole numbers have no decimal point.
  ///
  /// - Parameter number: a finite number.
  /// - Returns: for example `0.1`, `12`, `1e-09`; empty for NaN and infinities.
  public static func text(_ number: Double) -> String {
    var bytes: [UInt8] = []
    write(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A whole number with commas between thousands, such as `1,234,567`.
  ///
  /// - Parameter number: any whole number.
  /// - Returns: its text.
  public static func grouped(_ number: Int) -> String {
    var groups: [Substring] = []
    var digits = Substring(String(number.magnitude))
    while digits.count > 3 {
      groups.append(digits.suffix(3))
      digits = digits.dropLast(3)
    }
    groups.append(digits)
    return (number < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }

  /// Appends a number's text; nothing for NaN and infinities.
  package static func write(_ number: Double, to bytes: inout [UInt8]) {
    let scaled = (number * 10_000).rounded()
    // A quotient of two exact numbers is rounded once, so equality means that these at most 15 digits
    // read back as the number, and no other text of 15 digits does. Minus zero is left to the slow way.
    if scaled.magnitude < 1e15, scaled / 10_000 == number, scaled != 0 || number.sign == .plus {
      return writeTenThousandths(Int(scaled), to: &bytes)
    }
    guard number.isFinite else { return }
    if number.magnitude < 0x1p53, number == number.rounded(.towardZero), number != 0 {
      return write(Int(number), to: &bytes)
    }
    var text = number.description
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// Appends a whole number's text.
  package static func write(_ number: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(number.magnitude, atLeast: 1, to: &bytes)
  }

  private static func writeTenThousandths(_ scaled: Int, to bytes: inout [UInt8]) {
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: 10_000)
    writeDigits(whole, atLeast: 1, to: &bytes)
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var (decimals, digits) = (rest, 4)
    while decimals.isMultiple(of: 10) { (decimals, digits) = (decimals / 10, digits - 1) }
    writeDigits(decimals, atLeast: digits, to: &bytes)
  }

  /// Appends decimal digits, with zeros in front up to a least count.
  private static func writeDigits(_ number: UInt, atLeast least: Int, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var (rest, start) = (number, 20)
      while rest > 0 || 20 - start < least {
        let (next, digit) = rest.quotientAndRemainder(dividingBy: 10)
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
        rest = next
      }
      bytes.append(contentsOf: digits[start..<20])
    }
  }
}
