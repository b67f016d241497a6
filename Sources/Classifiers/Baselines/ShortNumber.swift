// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers in descriptions: four significant digits, whatever the locale.
enum ShortNumber {
  /// Writes a number for a person to read.
  ///
  /// - Parameter value: any number.
  /// - Returns: at most four significant digits.
  static func text(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    var scale = 1.0
    var size = abs(value)
    while size >= 10_000 && size.isFinite {
      size /= 10
      scale /= 10
    }
    while size < 1000 {
      size *= 10
      scale *= 10
    }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : "\(rounded)"
  }
}
