// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes of a comma-separated file in the making: fields are appended to a row, then the row is ended.
///
/// The dialect is RFC 4180 with a line feed at the end of each row. Numbers are in the shortest form
/// that reads back as the same number, always with a full stop; a NaN or infinity becomes an
/// empty field. The storage is kept by `removeAll()`, so a block after another costs no allocation.
public struct CSVBuffer: Sendable {
  /// The bytes so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var rowHasFields = false

  /// Makes an empty buffer.
  ///
  /// - Parameter capacity: how many bytes to make room for.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// How many bytes there are.
  public var count: Int { bytes.count }

  /// Forgets the bytes and keeps the storage.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    rowHasFields = false
  }

  /// Appends a field that was prepared before, the fast way for names that recur.
  ///
  /// - Parameter field: a prepared field.
  public mutating func append(_ field: CSVField) {
    separate()
    bytes.append(contentsOf: field.bytes)
  }

  /// Appends a text, quoted only when it needs to be.
  ///
  /// - Parameter text: any text; nil makes an empty field.
  public mutating func append(_ text: String?) {
    separate()
    if let text { CSVField.write(text, to: &bytes) }
  }

  /// Appends a whole number.
  ///
  /// - Parameter number: any whole number; nil makes an empty field.
  public mutating func append(_ number: Int?) {
    separate()
    if let number { NumberText.write(number, to: &bytes) }
  }

  /// Appends a number; NaN and infinities, which stand for missing values, make an empty field.
  ///
  /// - Parameter number: any number; nil makes an empty field.
  public mutating func append(_ number: Double?) {
    separate()
    if let number { NumberText.write(number, to: &bytes) }
  }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    rowHasFields = false
  }

  private mutating func separate() {
    if rowHasFields { bytes.append(UInt8(ascii: ",")) }
    rowHasFields = true
  }
}
