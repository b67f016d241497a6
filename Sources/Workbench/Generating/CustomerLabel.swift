// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// What a customer is called in files: the entry cohort and the index within it.
///
/// `first/0000123` was on the books in the first month, `2026-03/0000007` entered in March 2026. The
/// index has seven digits, more when it needs them, so names sort as customers do up to ten million
/// a cohort.
struct CustomerLabel {
  private let cohort: String

  /// Names customers of one cohort.
  ///
  /// - Parameters:
  ///   - cohort: 0 for those on the books in the first month, else the month of entry plus 1.
  ///   - from: the first scored month.
  init(cohort: Int, from: Month) {
    self.cohort = (cohort == 0 ? "first" : (from + (cohort - 1)).description) + "/"
  }

  /// A customer's name, ready to be written.
  ///
  /// - Parameter index: the index within the cohort.
  /// - Returns: the prepared field.
  func field(_ index: Int) -> CSVField {
    let digits = String(index)
    return CSVField(cohort + String(repeating: "0", count: max(0, 7 - digits.count)) + digits)
  }
}
