// SPDX-License-Identifier: GPL-3.0-or-later

/// Chains of values of which each must lie above the one before.
struct TuningOrder: Sendable {
  /// A place in a chain.
  enum Member: Sendable {
    /// One of the moved values, by position.
    case moved(Int)
    /// A value that stays as it is.
    case fixed(Double)
  }

  /// Why no numbers ascend.
  struct Conflict {
    /// The chain, by position.
    let chain: Int
    /// The member that cannot lie above the one before, by position.
    let member: Int
    /// The least number that the one before can have.
    let bound: Double
  }

  /// The chains.
  let chains: [[Member]]

  /// Whether a choice of values ascends where it must.
  ///
  /// - Parameter point: one number for each value that moves.
  /// - Returns: whether every chain ascends.
  func holds(_ point: [Double]) -> Bool {
    chains.allSatisfy { chain in
      let numbers = chain.map { Self.number($0, point) }
      return zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    }
  }

  /// Between which numbers a value must lie.
  ///
  /// - Parameters:
  ///   - value: the value, by position.
  ///   - point: one number for each value; that of the value itself is not looked at.
  /// - Returns: the numbers, -∞ and ∞ where there are none; nothing where the other values do not ascend.
  func bounds(of value: Int, at point: [Double]) -> (above: Double, below: Double)? {
    var (above, below) = (-Double.infinity, Double.infinity)
    for chain in chains {
      let place = chain.firstIndex { if case .moved(value) = $0 { true } else { false } }
      let before = chain[..<(place ?? chain.count)].map { Self.number($0, point) }
      let after = place.map { chain[($0 + 1)...].map { Self.number($0, point) } } ?? []
      for side in [before, after] where !zip(side, side.dropFirst()).allSatisfy({ $0 < $1 }) {
        return nil
      }
      above = max(above, place == nil ? above : before.last ?? above)
      below = min(below, after.first ?? below)
    }
    return above < below ? (above, below) : nil
  }

  private static func number(_ member: Member, _ point: [Double]) -> Double {
    switch member {
    case .moved(let index): point[index]
    case .fixed(let value): value
    }
  }

  /// Where the chains ask for what no numbers within the ranges can give.
  ///
  /// Each value's least number is raised above that of the one before, until nothing changes (Bellman, 1958).
  ///
  /// - Parameter values: the values that move.
  /// - Returns: the first place that cannot hold; nothing where some choice ascends.
  func conflict(among values: [TunedValue]) -> Conflict? {
    var least = values.map(\.least)
    var last: Conflict?
    // Without a contradiction in a circle every pass but the last settles at least one value for good.
    for _ in 0...values.count {
      last = nil
      for (place, chain) in chains.enumerated() {
        var bound = -Double.infinity
        for (member, part) in chain.enumerated() {
          let conflict = Conflict(chain: place, member: member, bound: bound)
          switch part {
          case .fixed(let value):
            guard value > bound else { return conflict }
            bound = value
          case .moved(let index):
            if least[index] <= bound {
              guard let next = values[index].next(above: bound) else { return conflict }
              least[index] = next
              last = conflict
            }
            bound = least[index]
          }
        }
      }
      if last == nil { return nil }
    }
    return last
  }

  /// The choice nearest to one, going up and then down along each chain, that ascends.
  ///
  /// - Parameters:
  ///   - point: one number for each value that moves.
  ///   - numbers: the numbers that each value may have, ascending.
  /// - Returns: a choice that ascends; nothing where none was found.
  func repaired(_ point: [Double], among numbers: [[Double]]) -> [Double]? {
    var point = point
    for chain in chains {
      var bound = -Double.infinity
      for member in chain {
        if case .moved(let index) = member, point[index] <= bound {
          point[index] =
            numbers[index].first { $0 > bound } ?? numbers[index].last ?? point[index]
        }
        bound = Self.number(member, point)
      }
      bound = .infinity
      for member in chain.reversed() {
        if case .moved(let index) = member, point[index] >= bound {
          point[index] =
            numbers[index].last { $0 < bound } ?? numbers[index].first ?? point[index]
        }
        bound = Self.number(member, point)
      }
    }
    return holds(point) ? point : nil
  }
}
