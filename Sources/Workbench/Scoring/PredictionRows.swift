// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The rows of a file of predictions, as small as they can be kept.
///
/// Two bytes a row, two more with months, eight more with customers, eight more with weights.
struct PredictionRows {
  /// True segments by number.
  var truth: [SegmentIndex] = []
  /// Estimated segments by number.
  var estimate: [SegmentIndex] = []
  /// Months by number; empty without.
  var months: [UInt16] = []
  /// Customers by number; empty without.
  var customers: [UInt32] = []
  /// The line of each row; empty without customers.
  var lines: [UInt32] = []
  /// Weights; empty without.
  var weights: [Double] = []

  /// The month's number of a row; 0 when there are no months.
  func month(_ row: Int) -> Int { months.isEmpty ? 0 : Int(months[row]) }
}
