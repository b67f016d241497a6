// SPDX-License-Identifier: GPL-3.0-or-later
import Columns

/// All columns of a block of customers, allocated once per worker and reused block after block.
///
/// Rows are the customers still on the books, in index order: when some leave, every column closes
/// up, so no loop needs a mask.
final class BlockFrame {
  /// The most rows a block may have.
  let capacity: Int
  /// Numbers by slot.
  let numbers: [UnsafeMutablePointer<Double>]
  /// Level codes by slot.
  let levels: [UnsafeMutablePointer<UInt8>]
  /// The customers' indices within their cohort.
  let indices: UnsafeMutablePointer<UInt32>
  /// Scratch columns of numbers.
  let scratch: [UnsafeMutablePointer<Double>]
  /// Scratch columns of bytes.
  let bytes: [UnsafeMutablePointer<UInt8>]
  /// The rows that stay when some leave, or that a step concerns.
  let chosen: UnsafeMutablePointer<Int32>
  /// The rows that the latest refresh step refreshed.
  let refreshed: UnsafeMutablePointer<Int32>
  /// The indices of the chosen rows.
  let chosenIndices: UnsafeMutablePointer<UInt32>
  /// Rows that moved, one list for each quantity with moves.
  let movers: [UnsafeMutablePointer<Int32>]
  /// How many rows moved, by quantity with moves.
  var moverCounts: [Int]
  /// The level a moved row came from, by quantity with moves and row.
  let formerLevels: [UnsafeMutablePointer<UInt8>]
  /// Registers of column programs.
  let columnScratch: ColumnScratch
  /// The columns as programs see them.
  let inputs: ColumnInputs
  /// How many rows there are now.
  var rows = 0
  /// Whether the customers' indices are still consecutive.
  var isContiguous = true

  private let numberStorage: UnsafeMutablePointer<Double>
  private let byteStorage: UnsafeMutablePointer<UInt8>
  private let indexStorage: UnsafeMutablePointer<UInt32>
  private let rowStorage: UnsafeMutablePointer<Int32>

  /// How many scratch columns of numbers there are.
  static let scratchNumbers = 12
  /// How many scratch columns of bytes there are.
  static let scratchBytes = 4

  /// Allocates the columns of a layout.
  ///
  /// - Parameters:
  ///   - layout: how many columns of each kind.
  ///   - capacity: the most rows a block may have.
  init(_ layout: FrameLayout, capacity: Int) {
    self.capacity = capacity
    // An odd number of cache lines keeps neighbouring columns out of each other's cache sets.
    let stride = (capacity + 7) / 8 * 8 + (capacity / 8 % 2 == 0 ? 8 : 16)
    let numberColumns = layout.numbers + Self.scratchNumbers
    let byteColumns = layout.levels + layout.movers + Self.scratchBytes
    numberStorage = Self.allocate(numberColumns * stride, filledWith: 0)
    byteStorage = Self.allocate(byteColumns * stride, filledWith: 0)
    indexStorage = Self.allocate(2 * stride, filledWith: 0)
    rowStorage = Self.allocate((2 + layout.movers) * stride, filledWith: 0)
    let (numberBase, byteBase, rowBase) = (numberStorage, byteStorage, rowStorage)
    numbers = (0..<layout.numbers).map { numberBase + $0 * stride }
    scratch = (layout.numbers..<numberColumns).map { numberBase + $0 * stride }
    levels = (0..<layout.levels).map { byteBase + $0 * stride }
    formerLevels = (0..<layout.movers).map { byteBase + (layout.levels + $0) * stride }
    bytes = (layout.levels + layout.movers..<byteColumns).map { byteBase + $0 * stride }
    indices = indexStorage
    chosenIndices = indexStorage + stride
    chosen = rowStorage
    refreshed = rowStorage + stride
    movers = (0..<layout.movers).map { rowBase + (2 + $0) * stride }
    moverCounts = Array(repeating: 0, count: layout.movers)
    columnScratch = ColumnScratch(capacityRows: capacity)
    inputs = ColumnInputs(
      numbers: numbers.map { UnsafePointer($0) }, levels: levels.map { UnsafePointer($0) })
  }

  deinit {
    numberStorage.deallocate()
    byteStorage.deallocate()
    indexStorage.deallocate()
    rowStorage.deallocate()
  }

  private static func allocate<Value>(
    _ count: Int, filledWith value: Value
  ) -> UnsafeMutablePointer<Value> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Value>.stride, alignment: 64)
    let typed = raw.bindMemory(to: Value.self, capacity: max(1, count))
    typed.initialize(repeating: value, count: max(1, count))
    return typed
  }

  /// Starts a block: all its customers, in index order.
  ///
  /// - Parameter block: the customers.
  func begin(_ block: CustomerBlock) {
    precondition(block.count <= capacity, "a block fits its frame")
    rows = block.count
    isContiguous = block.indices == nil
    if let chosen = block.indices {
      for row in 0..<rows { indices[row] = chosen[row] }
    } else {
      for row in 0..<rows { indices[row] = UInt32(truncatingIfNeeded: block.firstIndex + row) }
    }
    for index in moverCounts.indices { moverCounts[index] = 0 }
  }

  /// Keeps only some rows, closing up every column.
  ///
  /// - Parameters:
  ///   - kept: the rows that stay, ascending.
  ///   - count: how many stay.
  func keep(_ kept: UnsafePointer<Int32>, count: Int) {
    for column in numbers { Self.closeUp(column, kept, count) }
    for column in levels { Self.closeUp(column, kept, count) }
    Self.closeUp(indices, kept, count)
    rows = count
    isContiguous = false
  }

  private static func closeUp<Value>(
    _ column: UnsafeMutablePointer<Value>, _ kept: UnsafePointer<Int32>, _ count: Int
  ) {
    for row in 0..<count { column[row] = column[Int(kept[row])] }
  }
}

/// How many columns of each kind a block needs.
struct FrameLayout: Sendable {
  /// Columns of numbers.
  private(set) var numbers = 0
  /// Columns of level codes.
  private(set) var levels = 0
  /// Quantities with moves.
  private(set) var movers = 0

  /// Reserves a column of numbers.
  ///
  /// - Returns: its slot.
  mutating func addNumber() -> Int {
    numbers += 1
    return numbers - 1
  }

  /// Reserves a column of level codes.
  ///
  /// - Returns: its slot.
  mutating func addLevels() -> Int {
    levels += 1
    return levels - 1
  }

  /// Reserves a list of moved rows.
  ///
  /// - Returns: its number.
  mutating func addMover() -> Int {
    movers += 1
    return movers - 1
  }
}
