// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import ScenarioLanguage

/// The quantities that are worked out from others, put in the place where they are read.
struct WorkedOut: Sendable {
  private var roots: [Int: CheckedExpression.Node] = [:]
  /// Those that a drift works out otherwise, by slot: their names.
  private var changing: [Int: String] = [:]

  /// Reads a world.
  init(_ model: PopulationModel) {
    for quantity in model.quantities {
      guard case .derived(let programs) = quantity.kind else { continue }
      let versions = Set(programs.map(\.expression))
      let inherited = programs[0].expression.numberSlots.compactMap { changing[$0] }.first
      changing[quantity.slot] = versions.count > 1 ? quantity.name : inherited
      roots[quantity.slot] = programs[0].expression.root.replacing(numbers: roots)
    }
  }

  /// Whether an expression reads anything that is worked out.
  func isRead(by expression: CheckedExpression) -> Bool {
    expression.numberSlots.contains { roots[$0] != nil }
  }

  /// An expression that reads only quantities that are drawn.
  ///
  /// - Parameter expression: an expression over the world.
  /// - Returns: the expression with what is worked out written out.
  /// - Throws: why one of them cannot be written out.
  func callAsFunction(
    _ expression: CheckedExpression
  ) throws(Unavailable) -> CheckedExpression {
    let slots = expression.numberSlots.filter { roots[$0] != nil }
    guard !slots.isEmpty else { return expression }
    for slot in slots {
      if let name = changing[slot] {
        throw Unavailable("a drift changes how '\(name)' is worked out")
      }
    }
    return CheckedExpression(expression.root.replacing(numbers: roots))
  }
}
