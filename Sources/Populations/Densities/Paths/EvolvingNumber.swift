// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Glibc
import Probability
import ScenarioLanguage

/// A number of the world whose law in every month is known once the path of the levels is: drawn
/// once or anew by moves, going toward new laws, and changing each month by a fixed amount or by a
/// normal step on its own scale.
struct EvolvingNumber: Sendable {
  /// A step of each month, on the scale of the walk.
  struct Walk: Sendable {
    /// Whether the scale is logarithmic: the step is a factor.
    let isLogarithmic: Bool
    /// The mean of the step.
    let mean: Double
    /// Its standard deviation.
    let deviation: Double
    /// The slot of the step's quantity.
    let slot: Int
  }

  /// All that a month's value depends on.
  struct Stage: Sendable, Hashable {
    /// The stretch of drift in which it was drawn.
    let epoch: Int
    /// The code of the level by which its law is tabled, when it was drawn.
    let level: UInt8
    /// The month in which it was drawn.
    let drawnIn: Int
    /// How many monthly changes it has gone through.
    let steps: Int
    /// How far it has gone toward new laws, on the link scale.
    let shift: Double
  }

  let quantity: Quantity
  let node: LawNode
  let model: PopulationModel
  let walk: Walk?
  let fixed: ScaleChange?
  /// Whether a drift changes its law.
  let isLawByEpoch: Bool
  /// By stretch of drift the laws' medians on the link scale, where moves go toward new laws.
  private let medians: [[Double]]

  /// Reads a quantity.
  ///
  /// - Parameters:
  ///   - quantity: a quantity drawn by a law.
  ///   - node: how it is drawn.
  ///   - model: the world.
  /// - Throws: why its law is not known in every month.
  init(_ quantity: Quantity, _ node: LawNode, _ model: PopulationModel) throws(Unavailable) {
    (self.quantity, self.node, self.model) = (quantity, node, model)
    isLawByEpoch = model.isLawByEpoch(quantity.name)
    medians = if case .toward = node.afterMove { Self.medians(node) } else { [] }
    let name = quantity.name
    if let monthly = node.monthly?.expression.root {
      fixed = monthly.change(of: node.stateSlot)
      walk = fixed == nil ? Self.walk(monthly, node.stateSlot, model) : nil
      guard fixed != nil || walk != nil else {
        throw Unavailable(
          "'\(name)' changes from month to month by more than a fixed amount or a normal step")
      }
    } else {
      (fixed, walk) = (nil, nil)
    }
    guard node.overlays.allSatisfy({ $0 == nil }) else {
      throw Unavailable("a drift shifts '\(name)', which evolves or is seen by earlier values")
    }
    guard node.atEntry == nil else {
      throw Unavailable("'\(name)' has a value of its own at entry")
    }
    guard node.plans.allSatisfy({ $0.laws != nil }) else {
      throw Unavailable("the law of '\(name)' depends on more than one level")
    }
    if case .toward = node.afterMove {
      let scale: Link = walk?.isLogarithmic == true || fixed?.kind == .times ? .log : .identity
      guard walk == nil && fixed == nil || scale == node.link else {
        throw Unavailable("'\(name)' changes on another scale than it goes toward new laws")
      }
    }
  }

  private static func medians(_ node: LawNode) -> [[Double]] {
    node.plans.map { plan in (plan.laws ?? []).map { node.link($0.quantile(0.5)) } }
  }

  private static func walk(
    _ monthly: CheckedExpression.Node, _ slot: Int, _ model: PopulationModel
  ) -> Walk? {
    let (other, isLogarithmic): (Int, Bool)
    switch monthly {
    case .binary(.multiply, .number(slot), .number(let factor)),
      .binary(.multiply, .number(let factor), .number(slot)):
      (other, isLogarithmic) = (factor, true)
    case .binary(.add, .number(slot), .number(let summand)),
      .binary(.add, .number(let summand), .number(slot)):
      (other, isLogarithmic) = (summand, false)
    default: return nil
    }
    let step = model.quantities.first { $0.slot == other && $0.levelNames.isEmpty }
    guard let step, other != slot, case .law(let node) = step.kind, node.isEachMonth,
      node.stateSlot == other, !model.isLawByEpoch(step.name), let laws = node.plans[0].laws,
      laws.count == 1, isAlone(step, model)
    else { return nil }
    if isLogarithmic, let law = laws[0] as? LognormalLaw {
      return Walk(isLogarithmic: true, mean: law.mu, deviation: law.sigma, slot: other)
    }
    guard !isLogarithmic, let law = laws[0] as? NormalLaw else { return nil }
    return Walk(
      isLogarithmic: false, mean: law.mean, deviation: law.variance.squareRoot(), slot: other)
  }

  /// Whether a quantity tells of one other quantity alone.
  private static func isAlone(_ step: Quantity, _ model: PopulationModel) -> Bool {
    model.quantities.count { $0.parents.contains(step.name) } == 1
      && !model.view.features.contains { $0.parents.contains(step.name) }
      && !model.truths.contains { $0.parents.contains(step.name) }
      && !model.groups.contains { $0.quantities.contains(step.name) }
  }

  /// Whether its value never changes while nobody moves.
  var isStill: Bool { !node.isEachMonth && node.monthly == nil }

  /// Whether a move changes it.
  var answersMoves: Bool { !node.isEachMonth && node.afterMove != .keep }

  /// The month in which a customer's values begin.
  func birth(_ state: HiddenState) -> Int { state.cohort == 0 ? -model.warmUp : state.cohort }

  /// All that the value of a month depends on.
  ///
  /// - Parameters:
  ///   - month: a month from birth on.
  ///   - state: a hidden state with its path.
  ///   - slots: the slots of the hidden levels.
  /// - Returns: the stage.
  func stage(_ month: Int, _ state: HiddenState, _ slots: LevelSlots) -> Stage {
    let born = birth(state)
    var (drawnIn, codes) = (born, state.entry)
    var redrawn = false
    if node.isEachMonth {
      (drawnIn, codes) = (month, state.levels(after: month))
    } else if node.afterMove == .redraw {
      // Where the path does not reach back to a move, its month does not matter.
      codes = state.levels(after: month)
      if let move = state.path.last(where: { $0.month <= month }) {
        (drawnIn, redrawn) = (move.month, true)
      }
    }
    // The first book starts at the declared laws, whether a warm-up comes before or not.
    let isDeclared = drawnIn == born && state.cohort == 0 && !node.isEachMonth
    let epoch = isDeclared || !isLawByEpoch ? 0 : model.epochs(drawnIn)
    let level = node.plans[epoch].levelSlot.flatMap(slots.position).map { codes[$0] } ?? 0
    let steps = node.monthly == nil || node.isEachMonth ? 0 : month - drawnIn + (redrawn ? 1 : 0)
    let isTold = node.isEachMonth ? isLawByEpoch : redrawn
    return Stage(
      epoch: epoch, level: level, drawnIn: isTold ? drawnIn : 0, steps: steps,
      shift: shift(month, state, slots))
  }

  /// How far moves have taken it by a month, on the link scale: as the generator goes.
  private func shift(_ month: Int, _ state: HiddenState, _ slots: LevelSlots) -> Double {
    guard case .toward(let halfLife) = node.afterMove, !state.path.isEmpty else { return 0 }
    // Each move's difference is made up for by the same part of what is left each month.
    let kept = (-0.6931471805599453 / halfLife).exponential
    var shift = 0.0
    for move in state.path where move.month <= month {
      let epoch = isLawByEpoch ? model.epochs(move.month) : 0
      guard let slot = node.plans[epoch].levelSlot, let position = slots.position(slot),
        !medians[epoch].isEmpty
      else { continue }
      let now = state.levels(after: move.month)[position]
      let far = medians[epoch][Int(now)] - medians[epoch][Int(move.former[position])]
      var left = 1.0
      for _ in move.month...month { left *= kept }
      shift += far * (1 - left)
    }
    return shift
  }
}
