// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Synchronization

/// The chances of sums of some months' counts, none of them above a bound, integrated over the
/// number they are given; worked out when first asked for and shared by all months.
final class CountTables: Sendable {
  /// The chances of the sums, from 0 on.
  struct Row: Sendable {
    /// By cell of the number.
    let cells: [[Double]]
    /// Over all cells.
    let all: [Double]
  }

  /// Some months that share a number.
  struct Stretch: Hashable {
    /// The stretch of drift in which the number was drawn.
    let epoch: Int
    /// The level by which its law is tabled.
    let level: Int
    /// How many months are added.
    let inSum: Int
    /// How many further months are not above the bound.
    let inGreatest: Int
    /// The greatest count of a month; nothing for none.
    let bound: Int?
  }

  /// What is seen of windows; nothing for what is missing.
  struct Sight: Hashable {
    let sum: Double?
    let greatest: Double?
  }

  private struct Memory {
    var rows: [Stretch: Row] = [:]
    var several: [[Stretch]: [Double]] = [:]
    var sights: [Sight: [Double]] = [:]
    var windows: [[CountWindowGroup.Stretch]: Int] = [:]
    var sums: [[Int]: [[Double]]] = [:]
    var single: [[Double]] = []
    var densities: [[Int]: [Double]] = [:]
  }

  private let counts: WindowedCounts
  private let nodes: [CountNode]
  let cells: Int
  private let memory = Mutex(Memory())
  /// The most sums by point that are remembered.
  private static let mostSums = 160
  private static let mostSights = 20_000
  private static let mostSeveral = 4096

  init(_ laws: [any Law], _ counts: WindowedCounts, _ target: SeenGroup.Target) {
    self.counts = counts
    let inner: [ValueInterval] = if case .cells(let own) = target { own } else { [.all] }
    cells = inner.count
    nodes = CountNode.all(laws, counts, inner)
  }

  /// The least power of two that is not less than a number.
  static func roundedUp(_ number: Int) -> Int {
    var power = 16
    while power < number { power *= 2 }
    return power
  }

  /// The chances of the sums of some months that share a number.
  ///
  /// - Parameters:
  ///   - stretch: the months.
  ///   - number: the number.
  /// - Returns: the chances; with no month added that of no month above the bound.
  func row(_ stretch: Stretch, _ number: EvolvingNumber) -> Row {
    let (inSum, bounded) = (stretch.inSum, stretch.bound ?? -1)
    return memory.withLock { memory in
      if let known = memory.rows[stretch] { return known }
      let densities = densities(stretch.epoch, stretch.level, number, &memory)
      let sums = inSum == 0 ? [] : sums(inSum, bounded, &memory)
      var own = (0..<cells).map { _ in
        [Double](repeating: 0, count: inSum == 0 ? 1 : inSum * bounded + 1)
      }
      for (index, node) in nodes.enumerated() where densities[index] > 0 {
        var weight = densities[index]
        if stretch.inGreatest > 0, bounded >= 0 {
          weight *= pow(below(index, bounded, &memory), Double(stretch.inGreatest))
        }
        if inSum == 0 {
          own[node.cell][0] += weight
        } else {
          Self.add(weight, sums[index], to: &own[node.cell])
        }
      }
      var all = own[0]
      for cell in own.dropFirst() { for sum in all.indices { all[sum] += cell[sum] } }
      let row = Row(cells: own, all: all)
      memory.rows[stretch] = row
      return row
    }
  }

  /// The chances of the sums of several stretches of months with independent numbers.
  func sums(_ stretches: [Stretch], _ number: EvolvingNumber) -> [Double] {
    if let known = memory.withLock({ $0.several[stretches] }) { return known }
    var sums: [Double] = [1]
    for stretch in stretches.reversed() { sums = Self.convolved(sums, row(stretch, number).all) }
    memory.withLock { memory in
      if memory.several.count >= Self.mostSeveral { memory.several = [:] }
      memory.several[stretches] = sums
    }
    return sums
  }

  private static func convolved(_ first: [Double], _ second: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: first.count + second.count - 1)
    sums.withUnsafeMutableBufferPointer { sums in
      second.withUnsafeBufferPointer { second in
        for (one, weight) in first.enumerated() {
          for two in 0..<second.count { sums[one &+ two] += weight * second[two] }
        }
      }
    }
    return sums
  }

  /// A number for stretches of months, the same in all months.
  func number(_ stretches: [CountWindowGroup.Stretch]) -> Int {
    memory.withLock { memory in
      if let known = memory.windows[stretches] { return known }
      let fresh = memory.windows.count
      memory.windows[stretches] = fresh
      return fresh
    }
  }

  /// The chances of a sight by window and cell, as far as they are known; NaN where they are not.
  func chances(_ sight: Sight, windows: Int) -> [Double] {
    let known = memory.withLock { $0.sights[sight] } ?? []
    guard known.count < windows * cells else { return known }
    return known + Array(repeating: .nan, count: max(0, windows * cells - known.count))
  }

  /// Remembers the chances of a sight.
  func remember(_ chances: [Double], _ sight: Sight) {
    memory.withLock { memory in
      if memory.sights.count >= Self.mostSights { memory.sights = [:] }
      memory.sights[sight] = chances
    }
  }

  private static func add(_ weight: Double, _ part: [Double], to all: inout [Double]) {
    all.withUnsafeMutableBufferPointer { all in
      part.withUnsafeBufferPointer { part in
        for sum in 0..<all.count { all[sum] += weight * part[sum] }
      }
    }
  }

  private func densities(
    _ epoch: Int, _ level: Int, _ number: EvolvingNumber, _ memory: inout Memory
  ) -> [Double] {
    if let known = memory.densities[[epoch, level]] { return known }
    let law = number.node.plans[epoch].laws?[level]
    let found = nodes.map { $0.weight * exp(law?.logDensity($0.value) ?? -.infinity) }
    memory.densities[[epoch, level]] = found
    return found
  }

  /// P(a month's count <= bound) at a point.
  private func below(_ index: Int, _ bound: Int, _ memory: inout Memory) -> Double {
    extend(to: bound, &memory)
    return min(1, memory.single[index][0...bound].reduce(0, +))
  }

  /// The chances of a month's counts at all points, as far as they are needed.
  private func extend(to bound: Int, _ memory: inout Memory) {
    let length = memory.single.first?.count ?? 0
    guard length <= bound else { return }
    if memory.single.isEmpty { memory.single = nodes.map { _ in [] } }
    let next = Self.roundedUp(bound + 1)
    for (index, node) in nodes.enumerated() {
      let law = counts.law(given: node.value)
      memory.single[index] += (length...next).map { exp(law?.logDensity(Double($0)) ?? -.infinity) }
    }
  }

  /// The chances of sums of months at all points, by adding one month after another.
  private func sums(_ months: Int, _ bound: Int, _ memory: inout Memory) -> [[Double]] {
    let key = [months, bound]
    if let known = memory.sums[key] { return known }
    extend(to: bound, &memory)
    var found: [[Double]]
    if months == 1 {
      found = memory.single.map { Array($0[0...bound]) }
    } else {
      let fewer = sums(months - 1, bound, &memory)
      found = zip(fewer, memory.single).map { fewer, single in
        var longer = [Double](repeating: 0, count: months * bound + 1)
        longer.withUnsafeMutableBufferPointer { longer in
          single.withUnsafeBufferPointer { single in
            for (sum, weight) in fewer.enumerated() where weight > 1e-18 {
              for count in 0...bound { longer[sum &+ count] += weight * single[count] }
            }
          }
        }
        return longer
      }
    }
    if memory.sums.count >= Self.mostSums { memory.sums = [:] }
    memory.sums[key] = found
    return found
  }
}
