// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Customer-months whose estimate was right in one scenario and wrong in the other, by month and by the true
/// segment in the candidate.
struct FlipTally: Summable, Equatable {
  private let segments: Int
  /// By month and segment: only the candidate is right.
  private var wins: [Int]
  /// By month and segment: only the baseline is right.
  private var losses: [Int]

  /// An empty tally.
  ///
  /// - Parameters:
  ///   - segments: how many segments the scheme has.
  ///   - months: how many months are scored.
  init(segments: Int, months: Int) {
    self.segments = segments
    wins = Array(repeating: 0, count: segments * months)
    losses = wins
  }

  /// What was won and lost.
  ///
  /// - Parameters:
  ///   - segment: the true segment, by position.
  ///   - month: months since the first scored one; nothing for all months.
  /// - Returns: customer-months that only the candidate, and that only the baseline has right.
  func counts(segment: Int, month: Int?) -> (wins: Int, losses: Int) {
    let months = month.map { $0...$0 } ?? 0...(wins.count / segments - 1)
    return months.reduce(into: (0, 0)) { sum, month in
      sum.0 += wins[month * segments + segment]
      sum.1 += losses[month * segments + segment]
    }
  }

  /// Adds the customers of a block that has run through both, or those of a slice in the candidate.
  ///
  /// - Parameters:
  ///   - candidate: what was gathered of the candidate.
  ///   - lane: its classifier.
  ///   - slice: the place of a slice; nothing for all customers.
  ///   - baseline: what was gathered of the baseline.
  ///   - other: its classifier.
  mutating func add(
    _ candidate: GroupCollector, lane: Int, slice: Int? = nil, _ baseline: GroupCollector,
    lane other: Int
  ) {
    candidate.withBlock(lane: lane, slice: slice) { truths, estimates in
      baseline.withBlock(lane: other) { baseTruths, baseEstimates in
        let perMonth = estimates.count / (wins.count / segments)
        for place in estimates.indices {
          let (own, base) = (estimates[place], baseEstimates[place])
          guard own != GroupCollector.absent, base != GroupCollector.absent,
            truths[place] != GroupCollector.absent
          else { continue }
          let isRight = own == truths[place]
          guard isRight != (base == baseTruths[place]) else { continue }
          let cell = place / perMonth * segments + Int(truths[place])
          if isRight { wins[cell] += 1 } else { losses[cell] += 1 }
        }
      }
    }
  }

  /// Adds other customers.
  static func += (left: inout FlipTally, right: FlipTally) {
    for cell in left.wins.indices {
      left.wins[cell] += right.wins[cell]
      left.losses[cell] += right.losses[cell]
    }
  }
}
