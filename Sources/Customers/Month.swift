// SPDX-License-Identifier: GPL-3.0-or-later

/// A calendar month, counted so that months can be compared, added and subtracted.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Months since January of year 0.
  public let ordinal: Int

  /// Makes a month from its position in the count of all months.
  ///
  /// - Parameter ordinal: months since January of year 0.
  public init(ordinal: Int) { self.ordinal = ordinal }

  /// Makes a month from a year and a month of that year.
  ///
  /// - Parameters:
  ///   - year: the calendar year, 0 to 9999.
  ///   - month: 1 for January to 12 for December.
  public init?(year: Int, month: Int) {
    guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
    ordinal = year * 12 + month - 1
  }

  /// The first month that has four digits of a year above 0.
  public static let first = Month(ordinal: 12)
  /// The last month that has four digits of a year.
  public static let last = Month(ordinal: 9999 * 12 + 11)

  /// Reads `2026-03`; anything else is no month.
  ///
  /// - Parameter text: four digits, a hyphen, two digits.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") else { return nil }
    let digits = bytes.enumerated().filter { $0.offset != 4 }.map { Int($0.element) - 48 }
    guard digits.allSatisfy((0...9).contains) else { return nil }
    let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    self.init(year: year, month: digits[4] * 10 + digits[5])
  }

  /// The month written as `2026-03`.
  public var description: String {
    let year = String(ordinal / 12)
    let month = String(ordinal % 12 + 1)
    return String(repeating: "0", count: max(0, 4 - year.count)) + year + "-"
      + (month.count == 1 ? "0" : "") + month
  }

  /// Orders months by time.
  public static func < (left: Month, right: Month) -> Bool { left.ordinal < right.ordinal }

  /// The month so many months later, or earlier when negative.
  public static func + (month: Month, count: Int) -> Month {
    Month(ordinal: month.ordinal + count)
  }

  /// How many months lie between two months.
  public static func - (later: Month, earlier: Month) -> Int { later.ordinal - earlier.ordinal }
}
