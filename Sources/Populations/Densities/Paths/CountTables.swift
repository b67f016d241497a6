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

  private let nodes: [CountNode]
  let cells: Int
  private let chances: Mutex<CountChances>
  private let rows = OnceByKey<Stretch, Row>()
  private let several = Mutex<[[Stretch]: [Double]]>([:])
  private let sights = Mutex<[Sight: [Double]]>([:])
  private let windows = Mutex<[[CountWindowGroup.Stretch]: Int]>([:])
  private static let mostSights = 20_000
  private static let mostSeveral = 4096

  init(_ laws: [any Law], _ counts: WindowedCounts, _ target: SeenGroup.Target) {
    let inner: [ValueInterval] = if case .cells(let own) = target { own } else { [.all] }
    cells = inner.count
    nodes = CountNode.all(laws, counts, inner)
    chances = Mutex(CountChances(nodes, counts))
  }

  /// The chances of the sums of some months that share a number.
  ///
  /// - Parameters:
  ///   - stretch: the months.
  ///   - number: the number.
  /// - Returns: the chances; with no month added that of no month above the bound.
  func row(_ stretch: Stretch, _ number: EvolvingNumber) -> Row {
    rows.value(stretch) {
      let (inSum, bounded) = (stretch.inSum, stretch.bound ?? -1)
      let (weights, sums) = parts(stretch, number)
      var own = (0..<cells).map { _ in
        [Double](repeating: 0, count: inSum == 0 ? 1 : inSum * bounded + 1)
      }
      for (index, node) in nodes.enumerated() where weights[index] > 0 {
        if inSum == 0 {
          own[node.cell][0] += weights[index]
        } else {
          Self.add(weights[index], sums[index], to: &own[node.cell])
        }
      }
      var all = own[0]
      for cell in own.dropFirst() { for sum in all.indices { all[sum] += cell[sum] } }
      return Row(cells: own, all: all)
    }
  }

  /// The weights of all points with no month above the bound, and the chances of the sums at each.
  private func parts(
    _ stretch: Stretch, _ number: EvolvingNumber
  ) -> (weights: [Double], sums: [[Double]]) {
    let (inSum, bounded) = (stretch.inSum, stretch.bound ?? -1)
    return chances.withLock { chances in
      var weights = chances.densities(stretch.epoch, stretch.level, number)
      if stretch.inGreatest > 0, bounded >= 0 {
        for index in weights.indices where weights[index] > 0 {
          weights[index] *= pow(chances.below(index, bounded), Double(stretch.inGreatest))
        }
      }
      return (weights, inSum == 0 ? [] : chances.sums(inSum, bounded))
    }
  }

  /// The chances of the sums of several stretches of months with independent numbers.
  func sums(_ stretches: [Stretch], _ number: EvolvingNumber) -> [Double] {
    if let known = several.withLock({ $0[stretches] }) { return known }
    var sums: [Double] = [1]
    for stretch in stretches.reversed() { sums = Self.convolved(sums, row(stretch, number).all) }
    several.withLock { several in
      if several.count >= Self.mostSeveral { several = [:] }
      several[stretches] = sums
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
    windows.withLock { windows in
      if let known = windows[stretches] { return known }
      let fresh = windows.count
      windows[stretches] = fresh
      return fresh
    }
  }

  /// The chances of a sight by window and cell, as far as they are known; NaN where they are not.
  func chances(_ sight: Sight, windows: Int) -> [Double] {
    let known = sights.withLock { $0[sight] } ?? []
    guard known.count < windows * cells else { return known }
    return known + Array(repeating: .nan, count: max(0, windows * cells - known.count))
  }

  /// Remembers the chances of a sight.
  func remember(_ chances: [Double], _ sight: Sight) {
    sights.withLock { sights in
      if sights.count >= Self.mostSights { sights = [:] }
      sights[sight] = chances
    }
  }

  private static func add(_ weight: Double, _ part: [Double], to all: inout [Double]) {
    all.withUnsafeMutableBufferPointer { all in
      part.withUnsafeBufferPointer { part in
        for sum in 0..<all.count { all[sum] += weight * part[sum] }
      }
    }
  }
}
