// SPDX-License-Identifier: GPL-3.0-or-later

/// Inputs of some rules that go together, as sums of the same numbers, some of the numbers themselves among them.
///
/// Not every combination of their cells can be: who has 30,000 of deposits has no sum of 20,000.
struct LinkedInputs {
  /// A number that is summed.
  struct Part {
    /// The least and the greatest value there can be.
    let range: ClosedRange<Double>
    /// Whether it can be missing.
    let mayBeMissing: Bool
    /// Whether it is a whole number from 0.
    let isWhole: Bool
  }

  /// An input.
  struct Member {
    /// Its position among the rules' inputs.
    let input: Int
    /// Of each number, how often it is in it; 0 for a number that it does not read.
    let weights: [Double]
  }

  /// The most combinations of cells that are tried.
  static let most = 1 << 16

  let parts: [Part]
  let members: [Member]

  /// The combinations of cells that can be, as positions counted with the last member's cells fastest; numbers are
  /// taken to go independently within their ranges.
  ///
  /// - Parameter axes: the rules' inputs, cut into cells.
  /// - Returns: whether each combination can be; nothing where there are too many.
  func possible(_ axes: [LintAxis]) -> [Bool]? {
    let own = members.map { axes[$0.input] }
    var total = 1
    for axis in own {
      total *= max(1, axis.cells.count)
      guard total <= Self.most else { return nil }
    }
    var found = [Bool](repeating: false, count: total)
    var open: [[Int]] = [[]]
    while let cells = open.popLast() {
      guard let isPossible = isPossible(cells, own) else { return nil }
      guard isPossible else { continue }
      if cells.count == own.count {
        found[zip(own, cells).reduce(0) { $0 * $1.0.cells.count + $1.1 }] = true
      } else {
        open += own[cells.count].cells.indices.map { cells + [$0] }
      }
    }
    return found
  }

  /// Whether the first members can lie in some cells together; nothing where that takes too much.
  private func isPossible(_ cells: [Int], _ axes: [LintAxis]) -> Bool? {
    let chosen = zip(members, zip(axes, cells)).map { ($0, $1.0.cells[$1.1]) }
    let known = chosen.filter { !$0.1.isMissing }
    let present = parts.indices.map { part in known.contains { $0.0.weights[part] != 0 } }
    // A sum is missing where one of its numbers is, which no other sum may then know.
    let canMiss = chosen.allSatisfy { member, cell in
      !cell.isMissing
        || parts.indices.contains {
          member.weights[$0] != 0 && parts[$0].mayBeMissing && !present[$0]
        }
    }
    guard canMiss else { return false }
    var system = LinearSystem(numbers: parts.count)
    for (index, part) in parts.enumerated() where present[index] {
      let weights = parts.indices.map { $0 == index ? 1.0 : 0 }
      let least = part.isWhole ? max(0, part.range.lowerBound) : part.range.lowerBound
      system.bound(
        weights, low: least, includesLow: true, high: part.range.upperBound, includesHigh: true)
    }
    for (member, cell) in known {
      let isWhole = parts.indices.allSatisfy { member.weights[$0] == 0 || parts[$0].isWhole }
      add(isWhole ? Self.whole(cell) : cell, member, to: &system)
    }
    return system.isFeasible
  }

  private func add(_ cell: LintAxis.Cell, _ member: Member, to system: inout LinearSystem) {
    system.bound(
      member.weights, low: cell.low, includesLow: cell.includesLow, high: cell.high,
      includesHigh: cell.includesHigh)
  }

  /// The whole numbers of a cell: sums of whole numbers are whole where weights are 1.
  private static func whole(_ cell: LintAxis.Cell) -> LintAxis.Cell {
    var cell = cell
    let (low, high) = (cell.low.rounded(.up), cell.high.rounded(.down))
    cell.low = low == cell.low && !cell.includesLow ? low + 1 : low
    cell.high = high == cell.high && !cell.includesHigh ? high - 1 : high
    (cell.includesLow, cell.includesHigh) = (true, true)
    return cell
  }
}
