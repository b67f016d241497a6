// SPDX-License-Identifier: GPL-3.0-or-later

/// One of the conditions that `and`, `or` and `not` join to a whole.
public struct ConditionPart: Sendable, Equatable {
  /// The condition.
  public let condition: CheckedExpression
  /// Where its sign or name stands.
  public let position: SourcePosition

  /// Makes a part.
  ///
  /// - Parameters:
  ///   - condition: the condition.
  ///   - position: where its sign or name stands.
  public init(condition: CheckedExpression, position: SourcePosition) {
    (self.condition, self.position) = (condition, position)
  }
}

extension Expression {
  /// The conditions that `and`, `or` and `not` join to this one, left to right.
  ///
  /// - Parameters:
  ///   - scope: the names that may stand in it.
  ///   - reader: the cursor on its value; problems are not noted again.
  /// - Returns: the parts; none when the whole is not joined, or when one of them is wrong.
  public func conditionParts(
    in scope: some NameScope, _ reader: ScenarioReader
  ) -> [ConditionPart] {
    let leaves = syntax.joined
    guard leaves.count > 1 else { return [] }
    let quiet = ScenarioReader(reader.node, path: reader.path, log: ProblemLog())
    let checker = ExpressionChecker(expression: self, scope: scope, reader: quiet)
    let parts = leaves.compactMap { leaf in
      checker.condition(leaf, "the value").map {
        ConditionPart(condition: CheckedExpression($0), position: place(leaf.offset))
      }
    }
    return parts.count == leaves.count ? parts : []
  }
}

extension ExpressionSyntax {
  /// The parts that `and`, `or` and `not` join, left to right.
  fileprivate var joined: [ExpressionSyntax] {
    switch kind {
    case .binary("and", let left, let right), .binary("or", let left, let right):
      left.joined + right.joined
    case .not(let inner): inner.joined
    default: [self]
    }
  }
}
