// SPDX-License-Identifier: GPL-3.0-or-later

/// What a classifier with memory keeps of the customers of one block from month to month.
///
/// Customers of a block have entered in the same month; the storage is allocated once.
public struct CustomerMemory: Sendable {
  /// The most customers it can hold, and the stride of the numbers.
  public let capacity: Int
  /// How many numbers it keeps of each customer.
  public let width: Int
  /// How many months have been remembered.
  public internal(set) var months = 0
  /// How many rows' measures were worked out since it was made, also of customers forgotten since.
  public internal(set) var measured = 0
  /// How many of them gave no finite number although all that they read was known.
  public internal(set) var notNumbers = 0
  /// Number j of row i at `j * capacity + i`; NaN where nothing is known.
  var values: [Double]

  /// Makes room for a block.
  ///
  /// - Parameters:
  ///   - width: how many numbers are kept of each customer, at least 1.
  ///   - capacity: the most customers, at least 1.
  public init(width: Int, capacity: Int) {
    precondition(width > 0 && capacity > 0, "a memory holds at least one number of one customer")
    self.capacity = capacity
    self.width = width
    values = Array(repeating: .nan, count: width * capacity)
  }

  /// Forgets the customers: others follow.
  public mutating func forget() {
    months = 0
    for index in values.indices { values[index] = .nan }
  }

  /// Closes up where customers leave.
  ///
  /// - Parameter kept: the rows that stay, ascending.
  public mutating func keep(_ kept: UnsafeBufferPointer<Int32>) {
    for column in 0..<width {
      let start = column * capacity
      for row in kept.indices { values[start + row] = values[start + Int(kept[row])] }
    }
  }
}
