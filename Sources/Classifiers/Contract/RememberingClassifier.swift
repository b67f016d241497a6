// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

/// A model whose estimate of a customer also goes by what it saw of that customer before.
///
/// Whoever calls it shows it the customers' months one after the other, from their first on.
public protocol RememberingClassifier: FittedClassifier {
  /// How many numbers it keeps of each customer, at least 1.
  var memoryWidth: Int { get }

  /// Estimates the segment of every row in the month that follows those remembered.
  ///
  /// - Parameters:
  ///   - features: a table of the schema that the model was fitted on.
  ///   - month: the calendar month.
  ///   - memory: what is known of the same rows, of `memoryWidth` numbers; receives this month.
  ///   - estimates: room for at least as many rows; `rows` and what it holds are replaced.
  ///   - scratch: working memory of this worker.
  func predict(
    _ features: FeatureTable, in month: Month, remembering memory: inout CustomerMemory,
    into estimates: inout Estimates, scratch: PredictionScratch)

  /// Whether a customer is on watch: keeps a segment that the latest reviews did not earn.
  ///
  /// - Parameters:
  ///   - row: the customer's row in the latest month.
  ///   - memory: what is known of the rows.
  /// - Returns: whether it is so.
  func isOnWatch(_ row: Int, by memory: CustomerMemory) -> Bool
}

extension RememberingClassifier {
  /// Estimates the segment of customers of whom nothing is remembered.
  public func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    var memory = CustomerMemory(width: memoryWidth, capacity: max(1, features.rows))
    predict(
      features, in: .first, remembering: &memory, into: &estimates, scratch: scratch)
  }
}
