// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension MixedKinds {
  /// Sums the shares of laws over some kinds.
  mutating func collect(_ own: [Int], _ mass: Double, _ sight: Sight) {
    for position in used.indices {
      let first = firsts[position]
      for law in used[position] { shares[first &+ law] = 0 }
      used[position].removeAll(keepingCapacity: true)
    }
    for index in own {
      let (kind, share) = (kinds[index], masses[index] / mass)
      for position in used.indices {
        let law = sight.law(kind, position)
        let place = firsts[position] &+ law
        if shares[place] == 0 { used[position].append(law) }
        shares[place] += share
      }
    }
    for position in used.indices where used[position].count > 1 {
      let first = firsts[position]
      var kept = 0
      for index in used[position].indices {
        let law = used[position][index]
        if shares[first &+ law] > Self.least {
          used[position][kept] = law
          kept += 1
        } else {
          shares[first &+ law] = 0
        }
      }
      used[position].removeLast(used[position].count - kept)
    }
  }

  /// The numbers that differ between kinds by more than a little, the one that differs most last.
  mutating func wideNumbers(_ rule: Int, _ drawn: DrawnChances, _ sight: Sight) -> [Int] {
    var found: [(position: Int, spread: Double)] = []
    for position in used.indices where used[position].count > 1 {
      switch sight.joint.mixtures[position] {
      case .places: found.append((position, .infinity))
      case .points where isShown(position, sight): continue
      case .points, .each:
        let spread = between(position, rule, drawn, sight)
        if spread > Self.mostBetween { found.append((position, spread)) }
      }
    }
    return found.sorted { ($0.spread, $0.position) < ($1.spread, $1.position) }.map(\.position)
  }

  /// Whether a few points stand for all laws of a number that has some.
  private func isShown(_ position: Int, _ sight: Sight) -> Bool {
    guard !sight.isBlind else { return false }
    return sight.model.columns[sight.joint.groups[position]].contains { !sight.values($0).isNaN }
  }

  /// How far the utilities' means differ between the laws of a number, as a standard deviation.
  private mutating func between(
    _ position: Int, _ rule: Int, _ drawn: DrawnChances, _ sight: Sight
  ) -> Double {
    let segments = drawn.segments
    var moments = Moments(segments)
    let place = entry(position, rule, drawn, sight)
    if let nodes = memory[position].entries[place].nodes {
      guard !nodes.isKnown else { return 0 }
      weighAll(nodes, place, position, drawn, sight)
      memory[position].entries[place].means.withUnsafeBufferPointer { means in
        for law in used[position] {
          moments.add(shares[firsts[position] &+ law], means, from: law &* segments)
        }
      }
    } else {
      for law in used[position] {
        guard let few = few(law, position, rule, drawn, sight) else { continue }
        few.means.withUnsafeBufferPointer {
          moments.add(shares[firsts[position] &+ law], $0, from: 0)
        }
      }
    }
    return moments.spread
  }

  /// Moments of utilities less their mean over the segments.
  private struct Moments {
    private var total = 0.0
    private var first: [Double]
    private var second: [Double]

    init(_ segments: Int) {
      first = Array(repeating: 0, count: segments)
      second = first
    }

    /// Adds a law's utilities.
    mutating func add(_ share: Double, _ means: UnsafeBufferPointer<Double>, from start: Int) {
      var middle = 0.0
      for segment in first.indices { middle += means[start &+ segment] }
      middle /= Double(first.count)
      total += share
      for segment in first.indices {
        let mean = means[start &+ segment] - middle
        first[segment] += share * mean
        second[segment] += share * mean * mean
      }
    }

    /// No less than the greatest standard deviation of a difference.
    var spread: Double {
      guard total > 0 else { return 0 }
      let most = first.indices.map {
        second[$0] / total - first[$0] / total * first[$0] / total
      }.max()
      return 2 * max(0, most ?? 0).squareRoot()
    }
  }

  /// Puts kinds whose numbers, but for the last, give nearly the same utilities into classes.
  mutating func split(
    _ own: [Int], _ wide: [Int], _ rule: Int, _ drawn: DrawnChances, _ sight: Sight
  ) -> [[Int]] {
    var (places, classes): ([[Int]: Int], [[Int]]) = ([:], [])
    var cells: [[Int: Int]] = wide.map { _ in [:] }
    var known: [[[Int]: Int]] = wide.map { _ in [:] }
    for index in own {
      var key: [Int] = []
      for (order, position) in wide.dropLast().enumerated() {
        let law = sight.law(kinds[index], position)
        if cells[order][law] == nil {
          let means = means(law, position, rule, drawn, sight)
          let middle = means.reduce(0, +) / Double(max(1, means.count))
          let cell = means.map { Int((($0 - middle) / Self.cell).rounded(.down)) }
          let place = known[order][cell] ?? known[order].count
          known[order][cell] = place
          cells[order][law] = place
        }
        key.append(cells[order][law] ?? 0)
      }
      if let place = places[key] {
        classes[place].append(index)
      } else {
        places[key] = classes.count
        classes.append([index])
      }
    }
    return classes
  }
}
