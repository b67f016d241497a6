// SPDX-License-Identifier: GPL-3.0-or-later

/// The multiples of a number to which values are rounded, halves away from zero, read backwards.
struct RoundedLattice: Sendable {
  private let multiple: Double

  /// Makes the lattice.
  ///
  /// - Parameter multiple: the number, above 0.
  init(_ multiple: Double) { self.multiple = multiple }

  /// The values that are rounded to what is seen.
  ///
  /// - Parameter piece: what is seen.
  /// - Returns: the values before; nothing when no value is rounded to it.
  func before(_ piece: SeenPiece) -> SeenPiece? {
    switch piece.values {
    case .missing: return piece
    case .point(let value):
      let turn = (value / multiple).rounded()
      return turn * multiple == value ? piece.with(.interval(cell(turn))) : nil
    case .interval(let interval):
      let (first, last) = (least(interval), greatest(interval))
      guard first <= last else { return nil }
      let (low, high) = (cell(first), cell(last))
      return piece.with(
        .interval(
          ValueInterval(
            low: low.low, high: high.high, includesLow: low.includesLow,
            includesHigh: high.includesHigh)))
    }
  }

  /// The values that are rounded to one multiple.
  private func cell(_ turn: Double) -> ValueInterval {
    guard turn.isFinite else { return ValueInterval(low: turn, high: turn) }
    return ValueInterval(
      low: (turn - 0.5) * multiple, high: (turn + 0.5) * multiple, includesLow: turn > 0,
      includesHigh: turn < 0)
  }

  private func least(_ interval: ValueInterval) -> Double {
    let turn = (interval.low / multiple).rounded(.up)
    return turn * multiple == interval.low && !interval.includesLow ? turn + 1 : turn
  }

  private func greatest(_ interval: ValueInterval) -> Double {
    let turn = (interval.high / multiple).rounded(.down)
    return turn * multiple == interval.high && !interval.includesHigh ? turn - 1 : turn
  }
}
