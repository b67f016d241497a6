// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

/// How a number quantity is drawn, evolves and answers to moves.
struct LawNode: Sendable {
  /// How it is drawn, by epoch.
  var plans: [DrawPlan]
  /// Whether it is drawn anew each month.
  let isEachMonth: Bool
  /// How last month's value becomes this month's.
  let monthly: ColumnProgram?
  /// The value of an entrant, when it is not drawn.
  let atEntry: ColumnProgram?
  /// What a move does to it.
  let afterMove: AfterMove
  /// The lists of moved rows that concern it.
  let movers: [Int]
  /// What is still to come of a move toward a new law, on the link scale.
  let pendingSlot: Int?
  /// The scale on which it goes toward a new law.
  let link: Link
  /// The slot of the value before a drift that shifts it; the same as the quantity's when none does.
  let stateSlot: Int
  /// The shifted value by epoch; nothing in epochs in which no drift shifts it.
  let overlays: [ColumnProgram?]
  /// The path of its cells.
  let path: SeedPath
  /// The normals that its score is made of, when it goes together with other quantities.
  var mixture: NormalMixture?
}

/// The scale on which a quantity moves toward a new law: where its values are unbounded.
enum Link: Sendable {
  case identity
  case log
  case logit

  /// The scale that suits a law's support.
  init(_ support: ClosedRange<Double>) {
    if support.lowerBound >= 0, support.upperBound <= 1 {
      self = .logit
    } else if support.lowerBound >= 0 {
      self = .log
    } else {
      self = .identity
    }
  }

  /// From the value to the scale.
  func callAsFunction(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .log: value.logarithm
    case .logit: value.logarithm - (1 - value).logarithm
    }
  }

  /// From the scale to the value.
  func inverse(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .log: value.exponential
    case .logit: 1 / (1 + (-value).exponential)
    }
  }
}

extension Double {
  /// The natural logarithm, the same on every machine.
  var logarithm: Double { UnaryOperation.logarithm(self) }
  /// e to this power, the same on every machine.
  var exponential: Double { UnaryOperation.exponential(self) }
}
