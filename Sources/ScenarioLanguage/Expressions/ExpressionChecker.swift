// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks up the names of an expression and checks its types; every problem is noted at its place.
struct ExpressionChecker<Scope: NameScope> {
  typealias Node = CheckedExpression.Node

  /// What a part of an expression turned out to be.
  enum Checked {
    /// A number.
    case number(Node)
    /// A condition.
    case condition(Node)
    /// A quantity with levels.
    case levels(name: String, slot: Int, names: [String])

    /// What it is, for messages.
    var summary: String {
      switch self {
      case .number: "a number"
      case .condition: "a condition"
      case .levels(let name, _, _): "'\(name)', which has levels"
      }
    }
  }

  let expression: Expression
  let scope: Scope
  let reader: ScenarioReader
  /// The element of a vector that the expression is worked out for, if it is.
  let element: VectorElement?

  init(
    expression: Expression, scope: Scope, reader: ScenarioReader, element: VectorElement? = nil
  ) {
    (self.expression, self.scope, self.reader) = (expression, scope, reader)
    self.element = element ?? expression.element
  }

  /// Checks a part that must be a number.
  func number(_ part: ExpressionSyntax, _ role: String) -> Node? {
    guard let checked = check(part) else { return nil }
    if case .number(let node) = checked { return node }
    var advice: String?
    if case .condition = checked { advice = "if(condition, 1, 0) makes a number of it" }
    if case .levels(let name, _, let names) = checked {
      advice = "\(name) == \(names.first ?? "LEVEL") makes a condition of it"
    }
    error("\(role) must be a number, but is \(checked.summary)", advice: advice, at: part)
    return nil
  }

  /// Checks a part that must be a condition.
  func condition(_ part: ExpressionSyntax, _ role: String) -> Node? {
    guard let checked = check(part) else { return nil }
    if case .condition(let node) = checked { return node }
    var advice = "compare it, such as x > 0"
    if case .levels(let name, _, let names) = checked {
      advice = "compare it, such as \(name) == \(names.first ?? "LEVEL")"
    }
    error("\(role) must be a condition, but is \(checked.summary)", advice: advice, at: part)
    return nil
  }

  /// Checks any part.
  func check(_ part: ExpressionSyntax) -> Checked? {
    switch part.kind {
    case .number(let value): return .number(.constant(value))
    case .otherwise: return .condition(.truth(true))
    case .name(let name): return resolve(name, at: part)
    case .element(let vector, let number): return resolve(vector, number, at: part)
    case .negation(let inner):
      return number(inner, "what '-' stands before").map { .number(.unary(.negate, $0)) }
    case .not(let inner):
      return condition(inner, "what 'not' stands before").map { .condition(.not($0)) }
    case .binary(let sign, let left, let right): return binary(sign, left, right, at: part)
    case .call(let name, let arguments): return call(name, arguments, at: part)
    case .membership(let quantity, let levels, let isNegated):
      return membership(quantity, levels, isNegated, at: part)
    }
  }

  func error(_ message: String, advice: String? = nil, at part: ExpressionSyntax) {
    reader.error(message, advice: advice, at: expression.place(part.offset))
  }

  /// What a name stands for.
  func resolve(_ name: String, at part: ExpressionSyntax) -> Checked? {
    if name == VectorElement.word, let element {
      return .number(.constant(Double(element.number)))
    }
    if let value = scope.value(named: name) { return checked(value, name) }
    if let own = element?.name(in: name), let value = scope.value(named: own) {
      return checked(value, own)
    }
    if !notesVector(name, at: part) { noteUnknown(name, at: part) }
    return nil
  }

  func checked(_ value: NamedValue, _ name: String) -> Checked? {
    switch value {
    case .number(let slot): .number(.number(slot: slot))
    case .constant(let value): .number(.constant(value))
    case .levels(let slot, let names): .levels(name: name, slot: slot, names: names)
    case .unread: nil
    }
  }

  func noteUnknown(_ name: String, at part: ExpressionSyntax) {
    if let reason = scope.reasonUnavailable(name) {
      return error("'\(name)' \(reason)", at: part)
    }
    for owner in scope.knownNames {
      guard case .levels(_, let names)? = scope.value(named: owner), names.contains(name) else {
        continue
      }
      return error(
        "'\(name)' is a level of \(owner), no quantity", advice: "write \(owner) == \(name)",
        at: part)
    }
    if ExpressionFunction.named(name) != nil {
      return error("'\(name)' is a function", advice: "write \(name)(…)", at: part)
    }
    reader.unknown(name, "name", known: scope.knownNames, at: expression.place(part.offset))
  }
}

extension Expression {
  /// Checks an expression that must be a number.
  ///
  /// - Parameters:
  ///   - scope: the names that may stand in it.
  ///   - reader: the cursor on its value, where problems are noted.
  /// - Returns: the checked expression; nothing when there is a problem.
  public func checkedNumber(
    in scope: some NameScope, _ reader: ScenarioReader
  ) -> CheckedExpression? {
    ExpressionChecker(expression: self, scope: scope, reader: reader)
      .number(syntax, "the value").map(CheckedExpression.init)
  }

  /// Checks an expression that must be a condition.
  ///
  /// - Parameters:
  ///   - scope: the names that may stand in it.
  ///   - reader: the cursor on its value, where problems are noted.
  /// - Returns: the checked expression; nothing when there is a problem.
  public func checkedCondition(
    in scope: some NameScope, _ reader: ScenarioReader
  ) -> CheckedExpression? {
    ExpressionChecker(expression: self, scope: scope, reader: reader)
      .condition(syntax, "the value").map(CheckedExpression.init)
  }
}
