// SPDX-License-Identifier: GPL-3.0-or-later

/// Room for the intermediate columns of programs; one for each worker, used again and again.
public final class ColumnScratch {
  /// Programs work through this many rows at a time, so that what they hold stays in the nearest
  /// cache.
  static let chunk = 1024

  /// The rows that one register holds.
  let rows: Int
  private var numbers: UnsafeMutableBufferPointer<Double>
  private var truths: UnsafeMutableBufferPointer<UInt8>

  /// Makes room for columns; it grows to the number of registers that a program needs.
  ///
  /// - Parameter capacityRows: the greatest number of rows of one evaluation; more are possible.
  public init(capacityRows: Int) {
    rows = min(max(capacityRows, 1), Self.chunk)
    numbers = .allocate(capacity: 0)
    truths = .allocate(capacity: 0)
  }

  deinit {
    numbers.deallocate()
    truths.deallocate()
  }

  func reserve(numbers wantedNumbers: Int, truths wantedTruths: Int) {
    Self.grow(&numbers, to: wantedNumbers * rows)
    Self.grow(&truths, to: wantedTruths * rows)
  }

  func number(_ register: Int) -> UnsafeMutablePointer<Double>? {
    numbers.baseAddress.map { $0 + register * rows }
  }

  func truth(_ register: Int) -> UnsafeMutablePointer<UInt8>? {
    truths.baseAddress.map { $0 + register * rows }
  }

  private static func grow<Element: BitwiseCopyable>(
    _ buffer: inout UnsafeMutableBufferPointer<Element>, to count: Int
  ) {
    guard buffer.count < count else { return }
    buffer.deallocate()
    buffer = .allocate(capacity: count)
  }
}
