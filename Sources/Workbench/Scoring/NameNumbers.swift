// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers names in the order in which they are first seen.
///
/// Takes about 20 bytes a name and those of the name itself.
struct NameNumbers {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  /// How many names there are.
  var count: Int { ends.count }
  /// All names by number.
  var names: [String] { ends.indices.map { String(decoding: bytes[range($0)], as: UTF8.self) } }

  /// Numbers known names.
  ///
  /// - Parameter names: names in order.
  init(_ names: [String] = []) {
    for name in names {
      Array(name.utf8).withUnsafeBufferPointer { _ = number($0) }
    }
  }

  /// The number of a name, if it has one.
  ///
  /// - Parameter name: the name's bytes.
  /// - Returns: its number.
  func find(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    let slot = slots[place(of: name)]
    return slot < 0 ? nil : Int(slot)
  }

  /// The number of a name, which is given one if it has none.
  ///
  /// - Parameter name: the name's bytes.
  /// - Returns: its number.
  mutating func number(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    let place = place(of: name)
    if slots[place] >= 0 { return Int(slots[place]) }
    slots[place] = Int32(truncatingIfNeeded: ends.count)
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    if 2 * ends.count > slots.count { widen() }
    return ends.count - 1
  }

  private func range(_ number: Int) -> Range<Int> {
    (number > 0 ? ends[number - 1] : 0)..<ends[number]
  }

  /// The slot that holds a name, or the free one where it belongs.
  private func place(of name: UnsafeBufferPointer<UInt8>) -> Int {
    // FNV-1a (Fowler, Noll and Vo): short names, no order taken from it.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] >= 0, !isName(Int(slots[place]), name) { place = (place + 1) & mask }
    return place
  }

  private func isName(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == name.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<name.count where bytes[range.lowerBound &+ index] != name[index] {
        return false
      }
      return true
    }
  }

  private mutating func widen() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for number in ends.indices {
      let place = bytes.withUnsafeBufferPointer { all in
        self.place(of: UnsafeBufferPointer(rebasing: all[range(number)]))
      }
      slots[place] = Int32(truncatingIfNeeded: number)
    }
  }
}
