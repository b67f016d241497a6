// SPDX-License-Identifier: GPL-3.0-or-later

/// Masses of one group by what was seen of it, for groups of which much looks alike.
///
/// Where next to nothing is seen twice, it stops to remember.
struct RememberedMasses: Sendable {
  /// What was seen of a group, and among which kinds.
  struct Key: Hashable, Sendable {
    let block: Int
    let first: UInt64
    let second: UInt64
    let rest: [UInt64]

    init(_ block: Int, _ columns: [Int], _ values: (Int) -> Double) {
      self.block = block
      first = columns.isEmpty ? 0 : values(columns[0]).bitPattern
      second = columns.count < 2 ? 0 : values(columns[1]).bitPattern
      rest = columns.count < 3 ? [] : columns.dropFirst(2).map { values($0).bitPattern }
    }

    /// One word stands for the first three: hashing is most of what recalling takes.
    func hash(into hasher: inout Hasher) {
      let word = (first &* 0x9E37_79B9_7F4A_7C15) ^ (second &* 0xC2B2_AE3D_27D4_EB4F)
      hasher.combine(word ^ (word >> 32) ^ UInt64(block))
      if !rest.isEmpty { hasher.combine(rest) }
    }
  }

  /// Where the masses of what was seen begin.
  private var places: [Key: Int] = [:]
  /// All masses, those of one key side by side with the logarithm of the factor they lack behind them.
  private var store: [Double] = []
  private var (asked, found) = (0, 0)
  /// The most seen values whose masses are remembered.
  private static let mostKnown = 4096
  /// The most masses that are remembered.
  private static let mostMasses = 40_000
  /// After how many questions it is judged.
  private static let trial = 256

  /// Whether enough was found again to go on: one in eight at least.
  var isWorthwhile: Bool { asked < Self.trial || found &* 8 >= asked }

  /// Puts back the masses of what was seen.
  ///
  /// - Parameters:
  ///   - key: what was seen.
  ///   - laws: the laws that have masses, ascending.
  ///   - width: how many masses each law has.
  ///   - masses: receives them, law by law.
  /// - Returns: the logarithm of the factor they lack; nothing for what is new.
  mutating func recall(
    _ key: Key, _ laws: [Int], _ width: Int, into masses: inout [Double]
  ) -> Double? {
    asked &+= 1
    guard let place = places[key] else { return nil }
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

  /// Remembers masses, as far as there is room.
  ///
  /// - Parameters:
  ///   - key: what was seen.
  ///   - laws: the laws that have masses, ascending.
  ///   - width: how many masses each law has.
  ///   - masses: all masses, law by law.
  ///   - scale: the logarithm of the factor they lack.
  mutating func remember(
    _ key: Key, _ laws: [Int], _ width: Int, _ masses: [Double], scale: Double
  ) {
    guard isWorthwhile else {
      (places, store) = ([:], [])
      return
    }
    let isRoomy = store.count + laws.count * width < Self.mostMasses
    guard places.count < Self.mostKnown, isRoomy else { return }
    places[key] = store.count
    Self.visit(laws, width) { _, from, count in
      store.append(contentsOf: masses[from..<from &+ count])
    }
    store.append(scale)
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
