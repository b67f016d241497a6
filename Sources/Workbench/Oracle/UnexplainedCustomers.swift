// SPDX-License-Identifier: GPL-3.0-or-later

/// Customers whose features no hidden state explains.
enum UnexplainedCustomers {
  /// The share that may stay unexplained: what paths too rare to follow leave out.
  private static let most = 1e-3

  /// Why nothing can be told of all customers.
  ///
  /// - Parameters:
  ///   - count: how many the posterior does not explain.
  ///   - all: how many were looked at.
  /// - Returns: the reason; nothing where they are few enough to be left out.
  static func reason(_ count: Int, of all: Int) -> String? {
    guard Double(count) > most * Double(all) else { return nil }
    return "\(count) of \(all) customers have values that no law of the scenario gives, as where a "
      + "draw was impossible"
  }
}
