// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

/// One customer's chances of being misplaced, from who sees everything to the classifier as it is.
struct BudgetChain {
  /// By the best rule that sees the true values; nothing where that is not known.
  var sight: Double?
  /// By the best rule that sees what the classifier sees; nothing where that is not known.
  var floor: Double?
  /// By the classifier as it would be after very many customers; nothing where there is none.
  var many: Double?
  /// By the classifier as it would be after a sample of this month; nothing where there is none.
  var sample: Double?
  /// By the classifier as it is.
  var own = 0.0
}

/// Sums over customers of the parts of a classifier's error in a month.
struct BudgetParts: Sendable {
  /// The parts, in the chain's order, then the whole.
  private(set) var moments = Array(
    repeating: FixedPointMoments(fractionBits: fractionBits), count: count + 1)
  /// How many parts there are.
  static let count = 5
  /// 2⁻⁴⁰ is the unit of chances.
  private static let fractionBits = 40

  /// Adds a customer; a part is left out where an end of it is not known.
  mutating func add(_ chain: BudgetChain, learns: Bool) {
    let (sight, floor) = (chain.sight.map(Self.inUnits), chain.floor.map(Self.inUnits))
    let (many, sample) = (chain.many.map(Self.inUnits), chain.sample.map(Self.inUnits))
    let own = Self.inUnits(chain.own)
    let links = [0, sight, floor, learns ? many : own, learns ? sample : nil, own]
    for part in 0..<Self.count {
      guard let from = links[part], let to = links[part + 1] else { continue }
      moments[part].add(to - from)
    }
    moments[Self.count].add(own)
  }

  /// Chances are rounded before they are taken apart, so that the parts add up to the whole exactly.
  private static func inUnits(_ chance: Double) -> Double {
    let scale = Double(sign: .plus, exponent: fractionBits, significand: 1)
    return (chance * scale).rounded() / scale
  }

  static func += (left: inout BudgetParts, right: BudgetParts) {
    for part in left.moments.indices { left.moments[part] += right.moments[part] }
  }
}

/// What is counted for the budget of a classifier in a month.
struct BudgetTally: Summable {
  /// Customers whom all posteriors explain.
  var explained = BudgetParts()
  /// All whom the classifier's own view explains.
  var seen = BudgetParts()
  /// Customers whom the posterior of the true values does not explain.
  var withoutSight = 0
  /// Customers whom the posterior of what is seen does not explain.
  var withoutFloor = 0
  /// Who has changed segment since the first month; of classifiers that are cut anew only.
  var moves = MoveTally()

  static func += (left: inout BudgetTally, right: BudgetTally) {
    left.explained += right.explained
    left.seen += right.seen
    left.withoutSight += right.withoutSight
    left.withoutFloor += right.withoutFloor
    left.moves += right.moves
  }
}
