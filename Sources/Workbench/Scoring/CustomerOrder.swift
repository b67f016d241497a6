// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows put together by customer; rows of one customer keep their order.
struct CustomerOrder {
  /// Where each customer's rows begin; one more for the end.
  let starts: [Int]
  /// The rows, customer after customer.
  let rows: [UInt32]

  /// Orders rows.
  ///
  /// - Parameters:
  ///   - customers: the customer's number of each row.
  ///   - count: how many customers there are.
  /// - Complexity: O(rows + customers).
  init(_ customers: [UInt32], count: Int) {
    var starts = [Int](repeating: 0, count: count + 1)
    for customer in customers { starts[Int(customer) + 1] += 1 }
    for customer in 0..<count { starts[customer + 1] += starts[customer] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: customers.count)
    for (row, customer) in customers.enumerated() {
      rows[next[Int(customer)]] = UInt32(truncatingIfNeeded: row)
      next[Int(customer)] += 1
    }
    self.starts = starts
    self.rows = rows
  }
}
