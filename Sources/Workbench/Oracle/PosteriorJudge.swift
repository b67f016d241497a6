// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation

/// Judges estimates of one customer by the chances of the segments.
struct PosteriorJudge {
  /// The chances.
  var posterior: [Double]
  private let matrix: CostMatrix?
  /// The expected cost of every estimate.
  private var costs: [Double]
  private var best = 0

  /// Makes room.
  ///
  /// - Parameters:
  ///   - matrix: what errors cost; nothing where nobody asks.
  ///   - segments: how many segments there are.
  init(_ matrix: CostMatrix?, segments: Int) {
    self.matrix = matrix
    posterior = Array(repeating: 0, count: segments)
    costs = posterior
  }

  /// Takes the chances of the next customer.
  ///
  /// - Returns: the most likely segment.
  mutating func begin() -> Int {
    best = posterior.mostLikely
    if let matrix {
      for estimate in costs.indices { costs[estimate] = matrix.expected(of: estimate, posterior) }
    }
    return best
  }

  /// The least expected cost; nothing where nobody asks.
  var cheapest: Double? { matrix.flatMap { _ in costs.min() } }

  /// What is expected of an estimate.
  ///
  /// - Parameters:
  ///   - estimate: the position of a segment.
  ///   - truth: the true segment.
  /// - Returns: the expected error and cost, how much more they are than the best rule's, and whether it is wrong.
  func judgement(_ estimate: Int, _ truth: SegmentIndex) -> ExpectedTally.Judgement {
    var judgement = ExpectedTally.Judgement()
    judgement.error = max(0, 1 - posterior[estimate])
    judgement.regret = posterior[best] - posterior[estimate]
    judgement.isWrong = Int(truth) != estimate
    if let cheapest {
      judgement.cost = costs[estimate]
      judgement.costRegret = costs[estimate] - cheapest
    }
    return judgement
  }
}
