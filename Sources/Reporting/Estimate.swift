// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// A measured number on its way to a page, with its interval and the decimals these support.
struct Estimate: Equatable {
  /// What was measured; nil for what was not measured at all.
  let row: Measurement?
  /// What its numbers are multiplied by: 100 for per cent.
  let factor: Double

  /// A share, shown in per cent.
  static func percent(_ row: Measurement?) -> Estimate { Estimate(row: row, factor: 100) }

  /// A number in its own unit.
  static func plain(_ row: Measurement?) -> Estimate { Estimate(row: row, factor: 1) }

  /// The number, nil when undefined or not measured.
  var number: Double? { row?.value.number.map { $0 * factor } }

  /// The number alone; a dash when undefined, nothing when not measured.
  var text: String {
    guard let row else { return "" }
    guard let number = row.value.number else { return Rounded.undefined }
    return Rounded.small(number * factor, decimals: decimals)
  }

  /// A difference with its sign: "+0.41"; a dash when undefined, nothing when not measured.
  var signed: String {
    guard let row else { return "" }
    guard let number = row.value.number else { return Rounded.undefined }
    let text = Rounded.fixed(number * factor, decimals: decimals)
    return number > 0 ? "+" + text : text
  }

  /// The interval as "12.1–12.6"; empty when there is none.
  var interval: String {
    guard let row, row.value.number != nil, let low = row.low, let high = row.high else {
      return ""
    }
    // Two numbers below zero would read as one with a long minus.
    return Rounded.fixed(low * factor, decimals: decimals) + (low < 0 ? " to " : "–")
      + Rounded.fixed(high * factor, decimals: decimals)
  }

  /// The number and, where there is one, its interval: "12.3 (12.1–12.6)".
  var textWithInterval: String { interval.isEmpty ? text : text + " (" + interval + ")" }

  /// From the interval's half width; without one from the binomial interval of a share of n; else 1.
  private var decimals: Int {
    guard let row else { return 1 }
    if let low = row.low, let high = row.high, high > low {
      return Rounded.decimals(halfWidth: (high - low) / 2 * factor)
    }
    guard factor == 100, let n = row.n, n > 0, let share = row.value.number else { return 1 }
    let variance = max(share * (1 - share), 1 / Double(n)) / Double(n)
    return Rounded.decimals(halfWidth: 1.96 * variance.squareRoot() * factor)
  }
}
