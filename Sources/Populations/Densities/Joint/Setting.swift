// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

/// One choice of the cells in which deciding numbers lie.
///
/// A number decides when its comparison with constants decides what else is worked out from, drawn
/// by, or seen. Given the cells, the world reads as one without such choices.
struct Setting: Sendable {
  /// The cell of each deciding number, by slot, with a value inside.
  private(set) var cells: [Int: (values: ValueInterval, inside: Double)] = [:]
  private let workedOut: WorkedOut

  /// The setting in which nothing is decided.
  init(_ workedOut: WorkedOut) { self.workedOut = workedOut }

  /// The same with the cell of one more number.
  func with(_ slot: Int, _ cell: (values: ValueInterval, inside: Double)) -> Setting {
    var setting = self
    setting.cells[slot] = cell
    return setting
  }

  /// Where a number lies.
  func cell(_ slot: Int) -> ValueInterval { cells[slot]?.values ?? .all }

  /// An expression as it reads in the setting: of drawn quantities alone, without the choices that are
  /// decided.
  ///
  /// - Parameter expression: an expression over the world.
  /// - Returns: the expression without choices.
  /// - Throws: why what it reads cannot be written out.
  func callAsFunction(
    _ expression: CheckedExpression
  ) throws(Unavailable) -> CheckedExpression {
    let plain = try workedOut(expression)
    guard !cells.isEmpty else { return plain }
    // What is decided may show a further comparison with a constant.
    var settled = CheckedExpression(plain.root.withChoices)
    for _ in 0...cells.count { settled = decided(settled) }
    return settled
  }

  /// An expression with its comparisons of deciding numbers decided.
  private func decided(_ expression: CheckedExpression) -> CheckedExpression {
    CheckedExpression(
      expression.root.withPlainThresholds.replacing { node in
        guard case .compare(let comparison, .number(let slot), .constant(let bound)) = node,
          let cell = cells[slot],
          cell.values.low == cell.values.high || bound <= cell.values.low
            || bound >= cell.values.high
        else { return nil }
        return .truth(comparison(cell.inside, bound) == Truth.yes)
      })
  }

  /// A way to draw as it reads in the setting.
  func callAsFunction(_ plan: DrawPlan) throws(Unavailable) -> DrawPlan {
    guard case .byRow(let drawer, let programs, var template) = plan else { return plan }
    for index in template.parameters.indices {
      template.parameters[index].expression = try self(template.parameters[index].expression)
    }
    return .byRow(drawer, parameters: programs, template: template)
  }
}

extension Setting {
  /// All settings of a world that a posterior must go through.
  ///
  /// - Parameters:
  ///   - model: the world and the view.
  ///   - workedOut: the quantities that are worked out from others.
  ///   - columns: the columns of the view that tell anything about the segment.
  /// - Returns: the settings; one in which nothing is decided where nothing is to be.
  /// - Throws: why they cannot be told.
  static func all(
    _ model: PopulationModel, _ workedOut: WorkedOut, seeing columns: Set<Int>
  ) throws(Unavailable) -> [Setting] {
    var conditions: [CheckedExpression.Node] = []
    func add(choicesOf expression: CheckedExpression) throws(Unavailable) {
      conditions += try workedOut(expression).root.withChoices.choiceConditions
    }
    for column in columns {
      let feature = model.view.features[column]
      if case .number(let slot) = feature.source {
        try add(choicesOf: CheckedExpression(.number(slot: slot)))
      }
      for step in feature.steps.map(\.step) {
        for expression in step.expressions {
          let plain = try workedOut(expression)
          // What compares a worked-out number compares those it is worked out from.
          conditions += plain.root.withChoices.choiceConditions
        }
      }
    }
    for quantity in model.quantities {
      guard case .law(let node) = quantity.kind else { continue }
      for parameter in node.plans.flatMap(\.expressions) where workedOut.isRead(by: parameter) {
        try add(choicesOf: parameter)
      }
    }
    var bounds: [Int: [Double]] = [:]
    for condition in conditions {
      for (slot, bound) in condition.decided.plainThresholds {
        bounds[slot, default: []].append(bound)
      }
    }
    return try combined(bounds, model, Setting(workedOut))
  }

  private static let most = 64

  private static func combined(
    _ bounds: [Int: [Double]], _ model: PopulationModel, _ start: Setting
  ) throws(Unavailable) -> [Setting] {
    var settings = [start]
    for slot in bounds.keys.sorted() {
      let quantity = model.quantities.first { $0.slot == slot && $0.levelNames.isEmpty }
      guard let quantity, case .law(let node) = quantity.kind else { continue }
      let cells = ThresholdCells(thresholds: bounds[slot] ?? []).intervals.filter {
        node.mayLie(in: $0.values)
      }
      settings = settings.flatMap { setting in cells.map { setting.with(slot, $0) } }
      guard settings.count <= most else {
        throw Unavailable("too many numbers decide what else is seen or worked out")
      }
    }
    return settings
  }
}

extension CheckedExpression.Node {
  /// A condition with all choices inside it written as conditions: where a choice is compared, either
  /// outcome is.
  fileprivate var decided: Self {
    var conditions = [outcomes]
    walk { if case .choose(let condition, _, _) = $0 { conditions.append(condition) } }
    return conditions.dropFirst().reduce(conditions[0]) { .both($0, $1) }.withPlainThresholds
  }

  /// A condition in which comparisons of choices are comparisons of each outcome.
  private var outcomes: Self {
    replacing { node in
      guard case .compare(let comparison, let left, let right) = node else { return nil }
      for (side, other, isLeft) in [(left, right, true), (right, left, false)] {
        guard case .choose(_, let yes, let no) = side else { continue }
        let parts = [yes, no].map { value -> Self in
          let compared: Self =
            isLeft ? .compare(comparison, value, other) : .compare(comparison, other, value)
          return compared.outcomes
        }
        return .both(parts[0], parts[1])
      }
      return nil
    }
  }
}

extension LawNode {
  /// Whether a value can lie in an interval at all.
  fileprivate func mayLie(in cell: ValueInterval) -> Bool {
    let isPoint = cell.low == cell.high
    guard let laws = plans.allSatisfy({ $0.laws != nil }) ? plans.flatMap({ $0.laws ?? [] }) : nil
    else { return !isPoint || plans.contains { $0.isDiscrete } }
    guard monthly == nil, atEntry == nil, overlays.allSatisfy({ $0 == nil }), afterMove.isSudden
    else { return !isPoint || laws.contains { $0.isDiscrete } }
    return laws.contains { $0.mass(.interval(cell)) > 0 }
  }
}

extension AfterMove {
  fileprivate var isSudden: Bool { if case .toward = self { false } else { true } }
}

extension DrawPlan {
  fileprivate var isDiscrete: Bool {
    switch self {
    case .levelled(_, let laws, _): laws.contains { $0.isDiscrete }
    case .byRow(_, _, let template): template.isDiscrete
    }
  }
}
