// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// What the rules compare a threshold with, where it is always the same number: then each customer's
/// segment changes at most once as the threshold moves.
public struct ThresholdKey: Sendable, Equatable {
  /// The number that is compared, over columns of the schema.
  public let expression: CheckedExpression
  /// Whether a customer whose number equals the threshold is treated like those above it.
  public let equalIsAbove: Bool
}

extension DecisionRules {
  /// What a column that stands for a threshold is compared with.
  ///
  /// - Parameters:
  ///   - column: the column; it must not stand in the schema of what is classified.
  ///   - thresholds: all columns that stand for thresholds.
  /// - Returns: the number; nothing when the threshold stands elsewhere than alone on a side of `<`, `<=`,
  ///   `>` or `>=`, beside several numbers or another threshold, or where equality means both.
  public func key(of column: Int, among thresholds: Set<Int>) -> ThresholdKey? {
    var mentions = 0
    var found: [ThresholdKey] = []
    for rule in rules {
      rule.condition.root.walk { node in
        if node == .number(slot: column) { mentions += 1 }
        if let key = Self.comparison(node, with: column) { found.append(key) }
      }
    }
    guard let first = found.first, found.count == mentions, found.allSatisfy({ $0 == first }),
      first.expression.levelSlots.isEmpty,
      thresholds.isDisjoint(with: first.expression.numberSlots)
    else { return nil }
    return first
  }

  private static func comparison(
    _ node: CheckedExpression.Node, with column: Int
  ) -> ThresholdKey? {
    guard case .compare(let comparison, let left, let right) = node else { return nil }
    let threshold = CheckedExpression.Node.number(slot: column)
    let (other, order): (CheckedExpression.Node, Comparison)
    if right == threshold {
      (other, order) = (left, comparison)
    } else if left == threshold {
      (other, order) = (right, comparison.swapped)
    } else {
      return nil
    }
    switch order {
    case .greaterOrEqual, .less:
      return ThresholdKey(expression: CheckedExpression(other), equalIsAbove: true)
    case .greater, .lessOrEqual:
      return ThresholdKey(expression: CheckedExpression(other), equalIsAbove: false)
    case .equal, .notEqual: return nil
    }
  }
}
