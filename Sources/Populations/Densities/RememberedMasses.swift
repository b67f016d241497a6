// SPDX-License-Identifier: GPL-3.0-or-later

/// Masses of one group by what was seen of it, for groups of which much looks alike.
///
/// Where next to nothing is seen twice, it stops to remember.
package struct RememberedMasses: Sendable {
  /// What was seen of a group, and among which kinds.
  package struct Key: Hashable, Sendable {
    let block: Int
    let first: UInt64
    let second: UInt64
    let rest: [UInt64]

    /// Takes the seen values of columns.
    package init(_ block: Int, _ columns: [Int], _ values: (Int) -> Double) {
      self.block = block
      first = columns.isEmpty ? 0 : values(columns[0]).bitPattern
      second = columns.count < 2 ? 0 : values(columns[1]).bitPattern
      rest = columns.count < 3 ? [] : columns.dropFirst(2).map { values($0).bitPattern }
    }

    /// A number that is seldom the same for two keys.
    var hash: Int {
      var word = UInt64(truncatingIfNeeded: block)
      word = Self.mixed(Self.mixed(word, first), second)
      for value in rest { word = Self.mixed(word, value) }
      return Int(truncatingIfNeeded: word >> 32)
    }

    /// Hashes that number alone.
    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    private static func mixed(_ word: UInt64, _ value: UInt64) -> UInt64 {
      let product = (word ^ value) &* 0x9E37_79B9_7F4A_7C15
      return product ^ (product >> 29)
    }
  }

  /// What was seen, with where its masses begin.
  private var known: [(key: Key, place: Int)] = []
  /// The position among these by hash, or the next free one behind it; -1 where there is none.
  ///
  /// A dictionary's hashing would take longer than all else that recalling does.
  private var slots: [Int32] = []
  /// All masses, those of one key side by side with the logarithm of the factor they lack behind them.
  private var store: [Double] = []
  private var (asked, found) = (0, 0)
  private let givesUp: Bool

  /// Nothing is remembered yet.
  ///
  /// - Parameter givesUp: whether it stops where next to nothing is seen twice.
  package init(givesUp: Bool = true) { self.givesUp = givesUp }

  /// The most seen values whose masses are remembered.
  private static let mostKnown = 4096
  /// The most masses that are remembered.
  private static let mostMasses = 40_000
  /// After how many questions it is judged.
  private static let trial = 256

  /// Whether enough was found again to go on: one in eight at least.
  var isWorthwhile: Bool { !givesUp || asked < Self.trial || found &* 8 >= asked }

  /// Puts back the masses of what was seen.
  ///
  /// - Parameters:
  ///   - key: what was seen.
  ///   - laws: the laws that have masses, ascending.
  ///   - width: how many masses each law has.
  ///   - masses: receives them, law by law.
  /// - Returns: the logarithm of the factor they lack; nothing for what is new.
  package mutating func recall(
    _ key: Key, _ laws: [Int], _ width: Int, into masses: inout [Double]
  ) -> Double? {
    asked &+= 1
    guard let place = place(of: key) else { return nil }
    found &+= 1
    return store.withUnsafeBufferPointer { store in
      masses.withUnsafeMutableBufferPointer { masses in
        Self.visit(laws, width) { from, to, count in
          _ = UnsafeMutableBufferPointer(rebasing: masses[to..<to &+ count])
            .update(fromContentsOf: store[place &+ from..<place &+ from &+ count])
        }
      }
      return store[place &+ laws.count &* width]
    }
  }

  /// Remembers masses, as far as there is room and they are not known.
  ///
  /// - Parameters:
  ///   - key: what was seen.
  ///   - laws: the laws that have masses, ascending.
  ///   - width: how many masses each law has.
  ///   - masses: all masses, law by law.
  ///   - scale: the logarithm of the factor they lack.
  package mutating func remember(
    _ key: Key, _ laws: [Int], _ width: Int, _ masses: [Double], scale: Double
  ) {
    guard isWorthwhile else {
      (known, slots, store) = ([], [], [])
      return
    }
    let isRoomy = store.count + laws.count * width < Self.mostMasses
    guard known.count < Self.mostKnown, isRoomy, place(of: key) == nil else { return }
    put(key)
    Self.visit(laws, width) { _, from, count in
      store.append(contentsOf: masses[from..<from &+ count])
    }
    store.append(scale)
  }

  /// Where the masses of what was seen begin; nothing for what is new.
  private func place(of key: Key) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = key.hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let own = Int(slots[slot])
      if known[own].key == key { return known[own].place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Takes what is new in: its masses follow at the end of the store.
  private mutating func put(_ key: Key) {
    known.append((key, store.count))
    // At most half of the slots are taken.
    if 2 * known.count > slots.count {
      slots = Array(repeating: -1, count: max(64, 2 * slots.count))
      for position in known.indices { fill(position) }
    } else {
      fill(known.count - 1)
    }
  }

  private mutating func fill(_ position: Int) {
    var slot = known[position].key.hash & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(position)
  }

  /// Visits the masses of some laws, those of neighbours together.
  ///
  /// - Parameters:
  ///   - laws: the laws, ascending.
  ///   - width: how many masses each law has.
  ///   - body: receives where they stand side by side and among those of all laws, and how many.
  private static func visit(_ laws: [Int], _ width: Int, _ body: (Int, Int, Int) -> Void) {
    guard let first = laws.first, let last = laws.last else { return }
    guard last - first + 1 != laws.count else {
      return body(0, first &* width, laws.count &* width)
    }
    for (index, law) in laws.enumerated() { body(index &* width, law &* width, width) }
  }
}
