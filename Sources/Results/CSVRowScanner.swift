// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits the bytes of one row into fields, in storage that rows reuse.
struct CSVRowScanner {
  private enum State { case start, plain, quoted, quoteInQuotes, carriageReturn }

  /// How many fields the row has so far.
  var count: Int { ends.count }
  /// How many lines the row takes.
  private(set) var lines = 0
  /// What is wrong with the row.
  private(set) var problem: String?
  /// Whether the row is a line without anything.
  var isEmptyLine: Bool { ends.count == 1 && ends[0] == 0 && !hasQuotes }

  private var storage = Storage(capacity: 1 << 12)
  private var used = 0
  private var ends: [Int] = []
  private var state = State.start
  private var hasQuotes = false
  private static let longestRow = 1 << 26

  /// Starts a row.
  mutating func begin() {
    (used, lines, state, hasQuotes, problem) = (0, 0, .start, false, nil)
    ends.removeAll(keepingCapacity: true)
  }

  /// A field's bytes.
  func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = index > 0 ? ends[index - 1] : 0
    return UnsafeBufferPointer(start: storage.bytes + start, count: ends[index] - start)
  }

  /// Reads bytes up to the end of the row.
  ///
  /// - Parameters:
  ///   - bytes: the next bytes of the file.
  ///   - isEnded: set when the row has ended.
  /// - Returns: how many bytes were read.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isEnded: inout Bool) -> Int {
    var index = 0
    while index < bytes.count {
      // As many bytes as there is room for, so that writing needs no check.
      if used == storage.capacity { grow() }
      let limit = min(bytes.count, index + storage.capacity - used)
      while index < limit {
        let byte = bytes[index]
        index &+= 1
        if byte > UInt8(ascii: ","), state == .plain || state == .quoted {
          storage.bytes[used] = byte
          used &+= 1
        } else if step(byte) {
          isEnded = problem == nil
          return index
        }
      }
      if used > Self.longestRow {
        problem = "a row is longer than 64 MiB: a quoted field is probably not closed"
        return index
      }
    }
    return index
  }

  /// Ends a row at the end of the file.
  ///
  /// - Returns: what is wrong with it.
  mutating func finish() -> String? {
    if state == .quoted { return "a quoted field is not closed" }
    if state != .start || !ends.isEmpty { endField() }
    return nil
  }

  /// Takes one byte; true at the end of the row, or where something is wrong.
  private mutating func step(_ byte: UInt8) -> Bool {
    switch (state, byte) {
    case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuotes
    case (.quoted, _):
      lines += byte == UInt8(ascii: "\n") ? 1 : 0
      write(byte, .quoted)
    case (.quoteInQuotes, UInt8(ascii: "\"")): write(byte, .quoted)
    case (.carriageReturn, UInt8(ascii: "\n")), (.start, UInt8(ascii: "\n")),
      (.plain, UInt8(ascii: "\n")), (.quoteInQuotes, UInt8(ascii: "\n")):
      endField()
      lines += 1
      return true
    case (.carriageReturn, _): return fail("a carriage return stands without a line feed")
    case (_, UInt8(ascii: ",")):
      endField()
      state = .start
    case (_, UInt8(ascii: "\r")): state = .carriageReturn
    case (.quoteInQuotes, _): return fail("text follows a closing quote")
    case (.start, UInt8(ascii: "\"")): (state, hasQuotes) = (.quoted, true)
    case (.plain, UInt8(ascii: "\"")): return fail("a quote stands inside a field without quotes")
    default: write(byte, .plain)
    }
    return false
  }

  private mutating func write(_ byte: UInt8, _ next: State) {
    storage.bytes[used] = byte
    used &+= 1
    state = next
  }

  private mutating func endField() { ends.append(used) }

  private mutating func fail(_ what: String) -> Bool {
    problem = what
    return true
  }

  private mutating func grow() {
    let larger = Storage(capacity: storage.capacity * 2)
    larger.bytes.update(from: storage.bytes, count: used)
    storage = larger
  }

  /// Bytes that live as long as the scanner.
  private final class Storage {
    let bytes: UnsafeMutablePointer<UInt8>
    let capacity: Int

    init(capacity: Int) {
      self.capacity = capacity
      bytes = .allocate(capacity: capacity)
      bytes.initialize(repeating: 0, count: capacity)
    }

    deinit { bytes.deallocate() }
  }
}
