// SPDX-License-Identifier: GPL-3.0-or-later

/// A text made ready to stand in a comma-separated file any number of times.
public struct CSVField: Sendable, Equatable {
  /// The bytes as they stand in the file, quoted if need be.
  public let bytes: [UInt8]

  /// Prepares a text.
  ///
  /// - Parameter text: any text.
  public init(_ text: String) {
    var bytes: [UInt8] = []
    CSVField.write(text, to: &bytes)
    self.bytes = bytes
  }

  /// Writes a text, in quotes when it holds a comma, a quote, a line break or an outer space.
  package static func write(_ text: String, to bytes: inout [UInt8]) {
    guard needsQuotes(text.utf8) else { return bytes.append(contentsOf: text.utf8) }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ text: String.UTF8View) -> Bool {
    let space = UInt8(ascii: " ")
    if text.first == space || text.last == space { return true }
    return text.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
  }
}
