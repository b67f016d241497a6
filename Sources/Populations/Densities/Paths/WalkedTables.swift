// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Synchronization

/// Densities of the logarithm of what a window shows, at the points of a grid, for every start;
/// worked out when first asked for and shared by all months.
final class WalkedTables: Sendable {
  /// The chances of offsets from the logarithm of the number at its start, on multiples of `width`.
  private struct Offsets {
    let first: Int
    let chances: [Double]
  }

  private struct Memory {
    var rows: [WalkedWindowGroup.Start: [Double]] = [:]
    var offsets: [Int: Offsets] = [:]
    var spread: [[Int]: [Double]] = [:]
  }

  /// The points of logarithms.
  let grid: ZonedGrid
  private let window: WalkedWindow
  private let walk: EvolvingNumber.Walk
  private let lowest: Int
  private let count: Int
  private let memory = Mutex(Memory())
  /// The width of the cells on which laws are convolved, as a logarithm.
  static let width = 0.002
  /// The width of a cell in which nothing jumps.
  private static let step = 0.1

  init(_ laws: [any Law], _ window: WalkedWindow, _ walk: EvolvingNumber.Walk) {
    (self.window, self.walk) = (window, walk)
    func place(_ value: Double) -> Double { log(max(value, 1e-300)) }
    let low = laws.map { place($0.quantile(1e-16)) }.min() ?? 0
    let high = laws.map { place($0.quantile(upperTail: 1e-14)) }.max() ?? 0
    let jumps = Set(laws.flatMap(\.breakpoints)).sorted().map(place)
    grid = ZonedGrid(
      (low - 2)...(high + 2), step: Self.step,
      fine: jumps.map { (range: ($0 - 0.9)...($0 + 0.7), step: 4 * Self.width) })
    lowest = Int(((low - 4) / Self.width).rounded(.down))
    count = Int((high - low + 8) / Self.width)
  }

  /// The densities of what is seen, on the logarithmic scale.
  ///
  /// - Parameters:
  ///   - start: all that the window depends on.
  ///   - law: the law at the start.
  /// - Returns: a density for each point of the grid.
  /// - Complexity: O(points × offsets), once for each start.
  func row(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    memory.withLock { memory in
      if let known = memory.rows[start] { return known }
      let offsets = offsets(start.age, &memory)
      let spread = spread(start, law, &memory)
      let row = spread.withUnsafeBufferPointer { spread in
        offsets.chances.withUnsafeBufferPointer { chances in
          grid.points.map { density(at: $0, spread, offsets.first, chances) }
        }
      }
      memory.rows[start] = row
      return row
    }
  }

  /// Frees all rows.
  func forget() { memory.withLock { $0 = Memory() } }

  private func density(
    at point: Double, _ spread: UnsafeBufferPointer<Double>, _ first: Int,
    _ chances: UnsafeBufferPointer<Double>
  ) -> Double {
    let place = point / Self.width - Double(lowest)
    let cell = Int(place.rounded(.down))
    let part = place - Double(cell)
    var (here, next) = (0.0, 0.0)
    let from = max(0, cell - first - (spread.count - 2))
    let to = min(chances.count, cell - first + 1)
    guard from < to else { return 0 }
    for index in from..<to {
      let source = cell &- first &- index
      here += chances[index] * spread[source]
      next += chances[index] * spread[source &+ 1]
    }
    return (here * (1 - part) + next * part) / Self.width
  }

  /// The law's chances of cells around multiples of the width.
  private func spread(
    _ start: WalkedWindowGroup.Start, _ law: any Law, _ memory: inout Memory
  ) -> [Double] {
    let key = [start.epoch, Int(start.level)]
    if let known = memory.spread[key] { return known }
    var found: [Double] = []
    var low = exp((Double(lowest) - 0.5) * Self.width)
    var (below, above) = (law.cdf(low), law.upperTail(low))
    for index in 0..<count {
      low = exp((Double(lowest + index) + 0.5) * Self.width)
      let (nextBelow, nextAbove) = (law.cdf(low), law.upperTail(low))
      found.append(max(0, nextBelow < 0.5 ? nextBelow - below : above - nextAbove))
      (below, above) = (nextBelow, nextAbove)
    }
    memory.spread[key] = found
    return found
  }

  /// The chances of the walk, the window and the factor together.
  private func offsets(_ age: Int, _ memory: inout Memory) -> Offsets {
    if let known = memory.offsets[age] { return known }
    let ways = window.ways(age: age, walk)
    let factor = factorChances()
    let deviation = ways.map { $0.variance.squareRoot() }.max() ?? 0
    let reach = Int(8 * deviation / Self.width) + 3
    let middle = Int(((ways.first?.mean ?? 0) / Self.width).rounded())
    var normal = [Double](repeating: 0, count: 2 * reach + 1)
    for (chance, mean, variance) in ways {
      for index in normal.indices {
        let low = (Double(middle - reach + index) - 0.5) * Self.width
        normal[index] += chance * Self.chance(low, low + Self.width, mean, variance.squareRoot())
      }
    }
    var both = [Double](repeating: 0, count: normal.count + factor.chances.count - 1)
    for (index, chance) in factor.chances.enumerated() {
      for (other, weight) in normal.enumerated() { both[index + other] += chance * weight }
    }
    let found = Offsets(first: middle - reach + factor.first, chances: both)
    memory.offsets[age] = found
    return found
  }

  private static func chance(
    _ low: Double, _ high: Double, _ mean: Double, _ deviation: Double
  ) -> Double {
    guard deviation > 1e-12 else { return low <= mean && mean < high ? 1 : 0 }
    let (from, to) = ((low - mean) / deviation, (high - mean) / deviation)
    return from > 0
      ? StandardNormal.upperTail(from) - StandardNormal.upperTail(to)
      : StandardNormal.cdf(to) - StandardNormal.cdf(from)
  }

  private func factorChances() -> Offsets {
    guard let factor = window.factor else { return Offsets(first: 0, chances: [1]) }
    let low = log(max(1e-12, factor.quantile(1e-9))) / Self.width
    let high = log(max(1e-12, factor.quantile(upperTail: 1e-9))) / Self.width
    let (first, last) = (Int(low.rounded(.down)), Int(high.rounded(.up)))
    let chances = (first...last).map { cell in
      factor.cdf(exp((Double(cell) + 0.5) * Self.width))
        - factor.cdf(exp((Double(cell) - 0.5) * Self.width))
    }
    return Offsets(first: first, chances: chances)
  }
}
