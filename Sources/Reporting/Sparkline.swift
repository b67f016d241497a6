// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of numbers as a row of bars.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// One bar a number, from the least to the greatest; a space for what is undefined.
  static func text(_ numbers: [Double?]) -> String {
    let defined = numbers.compactMap(\.self)
    guard let low = defined.min(), let high = defined.max() else { return "" }
    return String(
      numbers.map { number -> Character in
        guard let number else { return " " }
        guard high > low else { return bars[0] }
        let step = (number - low) / (high - low) * Double(bars.count - 1)
        return bars[Int(step.rounded())]
      })
  }
}
