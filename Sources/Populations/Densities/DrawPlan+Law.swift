// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

extension DrawPlan {
  /// The number slots its parameters depend on.
  var numberSlots: [Int] {
    guard case .byRow(_, _, let template) = self else { return [] }
    return Set(template.parameters.flatMap(\.expression.numberSlots)).sorted()
  }

  /// The parameters that are expressions.
  var expressions: [CheckedExpression] {
    guard case .byRow(_, _, let template) = self else { return [] }
    return template.parameters.map(\.expression)
  }

  /// The level slots its parameters depend on.
  var levelSlots: [Int] {
    switch self {
    case .levelled(_, _, let slot): slot.map { [$0] } ?? []
    case .byRow(_, _, let template):
      Set(template.parameters.flatMap(\.expression.levelSlots)).sorted()
    }
  }

  /// The law of one customer.
  ///
  /// - Parameters:
  ///   - numbers: numbers by slot, as far as the parameters need them.
  ///   - levels: level codes by slot, as far as the parameters need them.
  /// - Returns: the law; nothing when its parameters are impossible.
  func law(numbers: [Double], levels: [UInt8]) -> (any Law)? {
    switch self {
    case .levelled(_, let laws, let slot): laws[slot.map { Int(levels[$0]) } ?? 0]
    case .byRow(_, _, let template):
      try? template.law(
        template.parameters.map { $0.expression.value(numbers: numbers, levels: levels) })
    }
  }
}
