// SPDX-License-Identifier: GPL-3.0-or-later

/// Sees every departure of the view as it is made, customer by customer.
public protocol ViewObserver: AnyObject {
  /// A step has changed values.
  ///
  /// - Parameters:
  ///   - entry: the step's position in the ledger.
  ///   - month: months since the first scored one.
  ///   - before: the values before the step.
  ///   - after: the values after it.
  ///   - rows: how many rows.
  func changed(
    entry: Int, month: Int, before: UnsafePointer<Double>, after: UnsafePointer<Double>, rows: Int)
}
