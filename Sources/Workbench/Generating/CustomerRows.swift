// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Rows of a file as a block makes them, month by month, given back customer by customer.
struct CustomerRows {
  /// Where the next row is written.
  var text = CSVBuffer()
  private var owners: [Int32] = []
  private var ends: [Int] = []

  /// Forgets all rows and keeps the storage.
  mutating func removeAll() {
    text.removeAll()
    owners.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Ends the row that was written.
  ///
  /// - Parameter owner: the customer it is about, counted within the block.
  mutating func endRow(of owner: Int) {
    text.endRow()
    owners.append(Int32(truncatingIfNeeded: owner))
    ends.append(text.count)
  }

  /// All rows by customer; of one customer in the order in which they were written.
  ///
  /// - Parameter customers: how many customers the block has.
  /// - Returns: the bytes.
  /// - Complexity: O(rows + customers + bytes).
  func bytes(customers: Int) -> [UInt8] {
    var places = [Int](repeating: 0, count: customers + 1)
    for owner in owners { places[Int(owner) + 1] += 1 }
    for customer in 0..<customers { places[customer + 1] += places[customer] }
    var order = [Int32](repeating: 0, count: owners.count)
    for (row, owner) in owners.enumerated() {
      order[places[Int(owner)]] = Int32(truncatingIfNeeded: row)
      places[Int(owner)] += 1
    }
    var sorted: [UInt8] = []
    sorted.reserveCapacity(text.count)
    text.bytes.withUnsafeBufferPointer { bytes in
      for row in order {
        let start = row > 0 ? ends[Int(row) - 1] : 0
        sorted.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<ends[Int(row)]]))
      }
    }
    return sorted
  }
}
