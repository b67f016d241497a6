// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Two shares as a change from the first to the last month, in per cent.
enum Change {
  /// For example "12.3 → 14.0"; a single number when both are of one month.
  static func text(_ first: Measurement?, _ last: Measurement?) -> String {
    let before = Estimate.percent(first).text
    guard first != last else { return before }
    return before + " → " + Estimate.percent(last).text
  }
}
