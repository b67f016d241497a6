// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

/// A number of the world whose law is known for each hidden state: drawn once, anew each month, or
/// drawn once and changed by a fixed amount a month.
struct LatentReading: Sendable {
  /// Its name.
  let name: String
  /// The slot in which expressions, features and segments read it.
  let slot: Int
  let node: LawNode
  /// The cell in which it lies, where that decides what else is seen.
  let within: ValueInterval
  private let monthly: ScaleChange?
  private let overlays: [[ScaleChange]]
  private let model: PopulationModel

  /// Reads a quantity.
  ///
  /// - Parameters:
  ///   - quantity: a quantity drawn by a law.
  ///   - node: how it is drawn.
  ///   - model: the world.
  ///   - within: the cell in which it lies.
  /// - Throws: why its law is not known.
  init(
    _ quantity: Quantity, _ node: LawNode, _ model: PopulationModel, within: ValueInterval = .all
  ) throws(Unavailable) {
    self.within = within
    name = quantity.name
    slot = quantity.slot
    self.node = node
    self.model = model
    if let monthly = node.monthly {
      guard let change = monthly.expression.root.change(of: node.stateSlot) else {
        throw Unavailable(
          "'\(quantity.name)' changes from month to month by more than a fixed amount")
      }
      self.monthly = change
    } else {
      monthly = nil
    }
    var overlays: [[ScaleChange]] = []
    for active in model.epochs.active {
      var changes: [ScaleChange] = []
      for index in active where model.drift[index].target == "world." + quantity.name {
        guard let change = model.drift[index].scaleChange else {
          throw Unavailable(
            "drift '\(model.drift[index].name)' sets '\(quantity.name)' to a number")
        }
        changes.append(change)
      }
      overlays.append(changes)
    }
    self.overlays = overlays
  }

  /// The first month in which its law is no longer known, and why; nothing when it always is.
  var limit: (month: Int, reason: String)? {
    if case .toward = node.afterMove {
      return (1, "'\(name)' goes toward a new law after a move")
    }
    if node.atEntry != nil, let month = model.entrants.firstIndex(where: { $0 > 0 }) {
      return (month, "'\(name)' has a value of its own at entry")
    }
    return nil
  }

  /// Whether its value never changes while nobody moves and no drift sets in.
  var isConstant: Bool {
    !node.isEachMonth && monthly == nil && node.afterMove == .keep
      && overlays.allSatisfy { $0 == overlays[0] }
  }

  /// Whether its law depends on when it was drawn.
  var dependsOnTime: Bool {
    guard !node.isEachMonth else { return false }
    return monthly != nil || model.isLawByEpoch(name)
  }

  /// Whether its law depends on levels of the time it was drawn, not on those of today.
  var readsEntryLevels: Bool { !node.isEachMonth && node.afterMove == .keep }

  /// Its law for a hidden state.
  ///
  /// - Parameters:
  ///   - month: a scored month.
  ///   - state: the state.
  ///   - codes: level codes by slot as they were when it was drawn.
  /// - Returns: the law; nothing when its parameters are impossible or numbers of the world.
  func law(month: Int, _ state: HiddenState, codes: [UInt8]) -> PlacedLaw? {
    let redrawn = node.afterMove == .redraw ? state.lastMove : nil
    let born = state.cohort == 0 ? -model.warmUp : state.cohort
    let drawnIn = node.isEachMonth ? month : redrawn ?? born
    // The first book starts at the declared laws, whether a warm-up comes before or not.
    let epoch = !node.isEachMonth && redrawn == nil && state.cohort == 0 ? 0 : model.epochs(drawnIn)
    guard let law = node.plans[epoch].law(numbers: [], levels: codes) else { return nil }
    var changes: [ScaleChange] = []
    // What a move draws anew changes once in the month of the move; what is drawn at birth does not.
    let times = month - drawnIn + (redrawn == nil ? 0 : 1)
    if let monthly, times > 0 { changes.append(monthly.repeated(times)) }
    return PlacedLaw(law: law, changes: changes + overlays[model.epochs(month)])
  }
}

extension PopulationModel {
  /// Whether a drift changes the law of a quantity.
  func isLawByEpoch(_ name: String) -> Bool {
    drift.contains { $0.target.hasPrefix("world.\(name).") }
  }
}

extension DriftChange {
  /// The change as one of a number; nothing when it sets the number.
  var scaleChange: ScaleChange? {
    switch operation {
    case .set: nil
    case .add: ScaleChange(scale: scale, kind: .add, amount: amount)
    case .times: amount > 0 ? ScaleChange(scale: scale, kind: .times, amount: amount) : nil
    }
  }
}

extension ScaleChange {
  /// The change made several times over.
  func repeated(_ times: Int) -> ScaleChange {
    var power = 1.0
    for _ in 0..<times { power *= amount }
    return ScaleChange(
      scale: scale, kind: kind, amount: kind == .add ? amount * Double(times) : power)
  }
}

extension CheckedExpression.Node {
  /// The fixed change that the expression makes of a number; nothing when it is another one.
  func change(of slot: Int) -> ScaleChange? {
    switch self {
    case .number(slot): ScaleChange(scale: .identity, kind: .add, amount: 0)
    case .binary(.add, .number(slot), .constant(let amount)),
      .binary(.add, .constant(let amount), .number(slot)):
      ScaleChange(scale: .identity, kind: .add, amount: amount)
    case .binary(.subtract, .number(slot), .constant(let amount)):
      ScaleChange(scale: .identity, kind: .add, amount: -amount)
    case .binary(.multiply, .number(slot), .constant(let amount)) where amount > 0,
      .binary(.multiply, .constant(let amount), .number(slot)) where amount > 0:
      ScaleChange(scale: .identity, kind: .times, amount: amount)
    default: nil
    }
  }
}
