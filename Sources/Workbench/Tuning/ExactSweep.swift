// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

/// Moves a threshold past one customer after another and measures after each.
struct ExactSweep {
  private let sample: TuningSample
  private let tuning: TuningSpecification
  private let range: ClosedRange<Double>
  private let equalIsAbove: Bool
  private let excess: (ConfusionMatrix) -> Double

  /// Prepares a sweep.
  ///
  /// - Parameters:
  ///   - sample: the customers.
  ///   - tuning: what is measured.
  ///   - value: the threshold, by position.
  ///   - equalIsAbove: whether who equals the threshold lies above it.
  ///   - excess: which share too many have no segment, for what was counted.
  init(
    _ sample: TuningSample, _ tuning: TuningSpecification, _ value: Int, equalIsAbove: Bool,
    excess: @escaping (ConfusionMatrix) -> Double
  ) {
    self.excess = excess
    self.sample = sample
    self.tuning = tuning
    let moved = tuning.values[value]
    range = moved.least...moved.greatest
    self.equalIsAbove = equalIsAbove
  }

  /// The best threshold.
  ///
  /// - Parameters:
  ///   - rows: the customer-months whose segment the threshold decides.
  ///   - matrix: what is counted while the threshold lies below everybody.
  /// - Returns: the best threshold; nothing when none in the range makes a difference.
  func best(of rows: [DecidedRow], from matrix: ConfusionMatrix) -> Double? {
    // The order of equal numbers does not matter, as nothing is measured between them.
    let ordered = rows.sorted {
      ($0.key, $0.tile, $0.row) < ($1.key, $1.tile, $1.row)
    }
    var (cells, best, place) = (matrix.counts, nil as Found?, 0)
    while place < ordered.count {
      let number = ordered[place].key
      // At a threshold that equals a number, those who equal it are above, or below.
      if equalIsAbove { measure(cells, at: number, &best) }
      while place < ordered.count, ordered[place].key == number {
        move(ordered[place], &cells)
        place += 1
      }
      if !equalIsAbove { measure(cells, at: number, &best) }
    }
    return best?.number
  }

  private func move(_ row: DecidedRow, _ cells: inout [Int]) {
    let (tile, segments) = (sample.tiles[Int(row.tile)], sample.segments)
    func add(_ estimate: UInt8, _ sign: Int) {
      guard Int(estimate) < segments else { return }
      guard !tile.chances.isEmpty else {
        cells[Int(tile.truth[Int(row.row)]) * segments + Int(estimate)] += sign
        return
      }
      for segment in 0..<segments {
        let chance = tile.chances[Int(row.row) * segments + segment]
        cells[segment * segments + Int(estimate)] += sign * Int(chance)
      }
    }
    add(row.above, -1)
    add(row.below, 1)
  }

  private func measure(
    _ cells: [Int], at number: Double, _ best: inout Found?
  ) {
    guard range.contains(number) else { return }
    let matrix = ConfusionMatrix(segments: sample.segments, counts: cells)
    let (tally, excess) = (ClassificationTally(confusion: matrix), excess(matrix))
    let missed = tuning.constraints.reduce(0) { sum, criterion in
      sum + criterion.shortfall(criterion.value(of: tally))
    }
    let loss = tuning.objective.loss(tuning.objective.value(of: tally))
    if let best, (best.excess, best.missed, best.loss) <= (excess, missed, loss) { return }
    best = Found(excess: excess, missed: missed, loss: loss, number: number)
  }

  /// The best so far: who is left without a segment counts first, then the conditions.
  private struct Found {
    let excess: Double
    let missed: Double
    let loss: Double
    let number: Double
  }
}
