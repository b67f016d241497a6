// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The month word of a cell: what month a quantity is drawn for.
///
/// Months are counted from the first scored one, so that neither the length of the warm-up nor
/// the calendar changes a draw.
enum MonthCode {
  /// What is drawn once, when the customer enters the simulation.
  static let birth: UInt16 = 0

  /// What is drawn in a month.
  ///
  /// - Parameter month: months since the first scored one; negative in the warm-up.
  /// - Returns: the month word.
  static func of(_ month: Int) -> UInt16 { UInt16(clamping: month + 0x8000) }
}

extension CellRun {
  /// Months since the first scored one; nothing for what is drawn once and for the warm-up.
  public var scoredMonth: Int? { month >= 0x8000 ? Int(month) - 0x8000 : nil }
}
