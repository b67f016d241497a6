// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

/// How a column is drawn from a law.
enum DrawPlan: Sendable {
  /// One law, or one for each level of a slot.
  case levelled(LevelledDrawer, laws: [any Law], slot: Int?)
  /// Parameters that are worked out for each row; constants have no program.
  case byRow(any RowDrawer, parameters: [ColumnProgram?], template: LawTemplate)

  /// The laws, when there are finitely many.
  var laws: [any Law]? {
    if case .levelled(_, let laws, _) = self { laws } else { nil }
  }

  /// The slot of the levels by which the laws are tabled.
  var levelSlot: Int? {
    if case .levelled(_, _, let slot) = self { slot } else { nil }
  }

  /// Whether some value comes from GSL's sampler, not from a score.
  var usesSampler: Bool {
    switch self {
    case .levelled(let drawer, _, _): drawer.usesSampler
    case .byRow(let drawer, _, _): drawer.usesSampler
    }
  }

  /// The plan for a law whose parameters are expressions.
  ///
  /// - Parameters:
  ///   - template: the law and its parameters.
  ///   - levelCount: how many levels a slot has.
  /// - Returns: the plan.
  /// - Throws: the impossible parameter, and for which level.
  static func plan(
    _ template: LawTemplate, levelCount: (Int) -> Int
  ) throws(LawPlanError) -> DrawPlan {
    let slots = Set(template.parameters.flatMap(\.expression.levelSlots))
    let isByLevel = template.parameters.allSatisfy { $0.expression.numberSlots.isEmpty }
    if isByLevel, slots.count <= 1 {
      return try levelled(template, slot: slots.first, levelCount: levelCount)
    }
    do {
      let constants = template.parameters.map(\.expression.constantValue)
      let drawer = try template.rowDrawer(constants)
      let programs = template.parameters.map {
        $0.expression.constantValue == nil ? ColumnProgram($0.expression) : nil
      }
      return .byRow(drawer, parameters: programs, template: template)
    } catch {
      throw LawPlanError(law: error, level: nil)
    }
  }

  private static func levelled(
    _ template: LawTemplate, slot: Int?, levelCount: (Int) -> Int
  ) throws(LawPlanError) -> DrawPlan {
    var laws: [any Law] = []
    for level in 0..<(slot.map(levelCount) ?? 1) {
      let codes = [UInt8](repeating: UInt8(level), count: (slot ?? 0) + 1)
      let values = template.parameters.map { $0.expression.value(numbers: [], levels: codes) }
      do {
        laws.append(try template.law(values))
      } catch {
        throw LawPlanError(law: error, level: slot == nil ? nil : level)
      }
    }
    do {
      return .levelled(try LevelledDrawer(laws: laws), laws: laws, slot: slot)
    } catch {
      let refused = LawError(
        law: template.name, parameter: "parameters", value: nil, requirement: "\(error)")
      throw LawPlanError(law: refused, level: nil)
    }
  }
}

/// An impossible parameter of a law, and the level for which it is.
struct LawPlanError: Error {
  /// What is impossible.
  let law: LawError
  /// The level for which it is, when the parameter is tabled.
  let level: Int?
}

/// A law of the scenario with parameters that may be tables or expressions.
struct LawTemplate: Sendable {
  /// One parameter.
  struct Parameter: Sendable {
    /// Its name, such as `median` or `tail.share above`.
    let name: String
    /// Its value.
    var expression: CheckedExpression
  }

  /// The law's name, for messages.
  let name: String
  /// The parameters in order.
  var parameters: [Parameter]
  /// Makes the law from numbers.
  let law: @Sendable ([Double]) throws(LawError) -> any Law
  /// Makes a drawer for parameters that vary by row; constants are given.
  let rowDrawer: @Sendable ([Double?]) throws(LawError) -> any RowDrawer
  /// Whether values are whole numbers from 0.
  let isCount: Bool
  /// Whether values are whole numbers.
  let isDiscrete: Bool
  /// The values there can be, whatever the parameters are.
  let bounds: ClosedRange<Double>
}
