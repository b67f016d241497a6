// SPDX-License-Identifier: GPL-3.0-or-later
/// Short texts of numbers.
enum LevelText {
  /// A number without a needless fraction.
  static func brief(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
