// SPDX-License-Identifier: GPL-3.0-or-later

/// Moves one threshold past one customer after another while the best number of a second one is kept, so that of all
/// pairs the best is found without looking at each.
///
/// What a pair loses must be a sum over customers, each of whom goes by on which side of either threshold they lie.
struct ExactPair {
  /// A customer-month whose segment goes by two thresholds.
  struct Row: Sendable {
    /// What the thresholds are compared with.
    let first: Double
    let second: Double
    /// What is lost, in whole units, below both, above the second alone, above the first alone, and above both.
    let losses: (Int64, Int64, Int64, Int64)
  }

  /// The numbers of the first threshold, ascending, and those of the second one.
  let numbers: (first: [Double], second: [Double])
  /// Whether who equals the first threshold lies above it, and who equals the second one.
  let equalIsAbove: (first: Bool, second: Bool)
  /// Which of the second's numbers go with one of the first's.
  let allowed: (Double) -> Range<Int>

  /// The best pair.
  ///
  /// - Parameter rows: the customer-months.
  /// - Returns: the pair; nothing where none is allowed.
  /// - Complexity: O(n log n), with 48 bytes for each row.
  func best(of rows: [Row]) -> (first: Double, second: Double)? {
    let (first, second) = numbers
    guard !first.isEmpty, !second.isEmpty else { return nil }
    // How many of the second's numbers a customer lies above, and those of the first's.
    let places = rows.map { Self.count(of: second, below: $0.second, equalIsAbove.second) }
    let turns = rows.map { Self.count(of: first, below: $0.first, equalIsAbove.first) }
    var minima = PrefixMinima(start(rows, places, turns))
    // Who lies above just so many of the first's numbers falls below with the next one.
    let order = rows.indices.filter { turns[$0] > 0 }.sorted { (turns[$0], $0) < (turns[$1], $1) }
    var (next, shared) = (0, Int64(0))
    var best: (loss: Int64, first: Double, second: Double)?
    for (turn, number) in first.enumerated() {
      while next < order.count, turns[order[next]] <= turn {
        let (row, place) = (rows[order[next]].losses, places[order[next]])
        let (below, above) = (row.0 - row.2, row.1 - row.3)
        shared += below
        minima.add(above - below, toFirst: place)
        next += 1
      }
      let range = allowed(number)
      guard !range.isEmpty else { continue }
      let found = minima.least(of: range)
      if best.map({ found.number + shared < $0.loss }) ?? true {
        best = (found.number + shared, number, second[found.place])
      }
    }
    return best.map { ($0.first, $0.second) }
  }

  /// What is lost with the first's least number, for each number of the second.
  private func start(_ rows: [Row], _ places: [Int], _ turns: [Int]) -> [Int64] {
    var losses = [Int64](repeating: 0, count: numbers.second.count + 1)
    for ((row, place), turn) in zip(zip(rows, places), turns) {
      let (below, above) = turn > 0 ? (row.losses.2, row.losses.3) : (row.losses.0, row.losses.1)
      losses[0] += above
      losses[place] += below - above
    }
    for index in losses.indices.dropFirst() { losses[index] += losses[index - 1] }
    return Array(losses.dropLast())
  }

  /// How many of ascending thresholds a number lies above.
  static func count(of numbers: [Double], below key: Double, _ equalIsAbove: Bool) -> Int {
    var (first, last) = (0, numbers.count)
    while first < last {
      let middle = (first + last) / 2
      if equalIsAbove ? numbers[middle] <= key : numbers[middle] < key {
        first = middle + 1
      } else {
        last = middle
      }
    }
    return first
  }
}
