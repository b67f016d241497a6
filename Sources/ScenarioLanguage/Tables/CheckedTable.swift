// SPDX-License-Identifier: GPL-3.0-or-later

/// A table whose names, levels and types are right, as one expression that selects.
public struct CheckedTable: Sendable {
  /// One value of the table.
  public struct Leaf: Sendable {
    /// The value.
    public let expression: CheckedExpression
    /// The value as written and where.
    public let source: Expression
  }

  /// The whole table: missing where a level or a cut number is missing.
  public let expression: CheckedExpression
  /// The values in the order written, for checks of each.
  public let leaves: [Leaf]

  /// Requires limits of every value that is known before anything runs.
  ///
  /// - Parameters:
  ///   - limits: what each number must meet.
  ///   - reader: a cursor on the table, where problems are noted.
  /// - Returns: whether all known values meet them.
  @discardableResult
  public func require(_ limits: Shape.Limits, _ reader: ScenarioReader) -> Bool {
    var holds = true
    for leaf in leaves {
      guard let value = leaf.expression.constantValue, !limits.contain(value) else { continue }
      holds = false
      leaf.source.reader(reader.log)
        .error("must be \(limits.requirement), but got \(leaf.source.text)")
    }
    return holds
  }
}

extension TableValue {
  /// Checks the names, levels and types of a table whose values must be numbers.
  ///
  /// - Parameters:
  ///   - scope: the names that may stand in it.
  ///   - reader: a cursor on the table, where problems are noted.
  /// - Returns: the checked table; nothing when there is a problem.
  public func checked(in scope: some NameScope, _ reader: ScenarioReader) -> CheckedTable? {
    var checker = TableChecker(scope: scope, reader: reader)
    guard let root = checker.node(self) else { return nil }
    return CheckedTable(expression: CheckedExpression(root), leaves: checker.leaves)
  }
}
