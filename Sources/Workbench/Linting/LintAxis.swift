// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// One input of some rules, cut into cells within which no condition changes its answer.
struct LintAxis: Sendable {
  /// Values that all conditions treat alike.
  struct Cell: Sendable, Equatable {
    /// One of the values; NaN for the missing value.
    var value: Double
    /// The least value, and whether it belongs to the cell.
    var low: Double
    var includesLow: Bool
    /// The greatest value, and whether it belongs to the cell.
    var high: Double
    var includesHigh: Bool
    /// Whether it is the missing value.
    var isMissing: Bool { value.isNaN }
  }

  let input: RuleInput
  /// The cells in ascending order; the missing value last.
  let cells: [Cell]

  /// The cells of scores or levels.
  private static func whole(_ numbers: some Sequence<Int>) -> [Cell] {
    single(numbers.map { Double($0) })
  }

  /// A cell for each of some values.
  private static func single(_ values: [Double]) -> [Cell] {
    values.map { Cell(value: $0, low: $0, includesLow: true, high: $0, includesHigh: true) }
  }

  /// Cuts an input.
  ///
  /// - Parameters:
  ///   - input: the input.
  ///   - atoms: the comparisons of the conditions that read it and nothing else.
  ///   - cuts: the numbers at which one of them may change its answer.
  ///   - range: the least and the greatest value there can be.
  init(_ input: RuleInput, atoms: [CheckedExpression], cuts: [Double], range: ClosedRange<Double>) {
    self.input = input
    var cells: [Cell]
    switch input.values {
    case .scores(let greatest): cells = Self.whole(1...greatest)
    case .levels(let names): cells = Self.whole(names.indices)
    case .sums(let sums): cells = Self.single(sums)
    case .numbers, .wholeNumbers:
      let pieces = Self.pieces(cuts).compactMap { Self.possible($0, input, range) }
      cells = Self.merged(pieces) { LintAxis.answers(atoms, input, $0) }
    }
    if input.mayBeMissing != false {
      cells.append(Cell(value: .nan, low: .nan, includesLow: true, high: .nan, includesHigh: true))
    }
    self.cells = cells
  }

  /// The points at the cuts and the open intervals between them.
  private static func pieces(_ cuts: [Double]) -> [Cell] {
    let sorted = Set(cuts).sorted()
    let ends = [-Double.infinity] + sorted + [.infinity]
    var pieces: [Cell] = []
    for (low, high) in zip(ends, ends.dropFirst()) {
      if low.isFinite {
        pieces.append(Cell(value: low, low: low, includesLow: true, high: low, includesHigh: true))
      }
      pieces.append(
        Cell(value: .nan, low: low, includesLow: false, high: high, includesHigh: false))
    }
    return pieces
  }

  /// The part of a piece that a value can lie in, with such a value; nothing when there is none.
  private static func possible(
    _ piece: Cell, _ input: RuleInput, _ range: ClosedRange<Double>
  ) -> Cell? {
    var least = max(piece.low, range.lowerBound)
    if least == piece.low, !piece.includesLow { least = least.nextUp }
    var greatest = min(piece.high, range.upperBound)
    if greatest == piece.high, !piece.includesHigh { greatest = greatest.nextDown }
    var cell = piece
    if case .wholeNumbers = input.values {
      least = max(0, least.rounded(.up))
      greatest = greatest.rounded(.down)
      guard least <= greatest else { return nil }
      cell.value = least
      return cell
    }
    guard least <= greatest else { return nil }
    cell.value = middle(least, greatest)
    return cell
  }

  /// A number between two others, as plain as there is.
  private static func middle(_ low: Double, _ high: Double) -> Double {
    let limit = Double.greatestFiniteMagnitude
    if low == high { return low }
    if low <= -limit { return high >= limit ? 0 : max(-limit, high - max(1, abs(high))) }
    if high >= limit { return min(limit, low + max(1, abs(low))) }
    return low + (high - low) / 2
  }

  /// Neighbours with the same answers put together.
  private static func merged(_ pieces: [Cell], _ answers: (Double) -> [UInt8]) -> [Cell] {
    var cells: [Cell] = []
    var last: [UInt8] = []
    for piece in pieces {
      let own = answers(piece.value)
      if let previous = cells.last, own == last, previous.high == piece.low {
        cells[cells.count - 1].high = piece.high
        cells[cells.count - 1].includesHigh = piece.includesHigh
      } else {
        cells.append(piece)
      }
      last = own
    }
    return cells
  }

  private static func answers(
    _ atoms: [CheckedExpression], _ input: RuleInput, _ value: Double
  ) -> [UInt8] {
    var numbers = [Double](repeating: .nan, count: input.slot + 1)
    numbers[input.slot] = value
    return atoms.map { $0.truth(numbers: numbers, levels: []) }
  }

  /// The cell that a value lies in.
  ///
  /// - Parameter value: a value of the input, NaN where missing; levels by their code.
  /// - Returns: its position; nothing when the value was held to be impossible.
  func cell(of value: Double) -> Int? {
    if value.isNaN { return cells.last?.isMissing == true ? cells.count - 1 : nil }
    var (low, high) = (0, cells.last?.isMissing == true ? cells.count - 1 : cells.count)
    while low < high {
      let middle = (low + high) / 2
      let cell = cells[middle]
      if value > cell.high || (value == cell.high && !cell.includesHigh) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < cells.count, !cells[low].isMissing else { return nil }
    let cell = cells[low]
    return value > cell.low || (value == cell.low && cell.includesLow) ? low : nil
  }
}
