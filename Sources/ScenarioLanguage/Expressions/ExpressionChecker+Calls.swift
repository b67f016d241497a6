// SPDX-License-Identifier: GPL-3.0-or-later

extension ExpressionChecker {
  /// Checks a call of a function.
  func call(
    _ name: String, _ arguments: [ExpressionSyntax], at part: ExpressionSyntax
  ) -> Checked? {
    if let parameter = ExpressionFunction.lawParameter(name) {
      return lawParameter(parameter, arguments, at: part)
    }
    guard let function = ExpressionFunction.named(name) else {
      let known = ExpressionFunction.all.map(\.name)
      reader.unknown(name, "function", known: known, at: expression.place(part.offset))
      return nil
    }
    guard function.takes(arguments.count) else {
      let count = arguments.count == 1 ? "1 argument" : "\(arguments.count) arguments"
      error("'\(name)' takes \(function.usage), but got \(count)", at: part)
      return nil
    }
    switch function {
    case .missing: return missing(arguments[0])
    case .choose: return choose(arguments)
    case .sum: return sum(arguments[0], at: part)
    case .unary, .chain, .clamp: break
    }
    let role = arguments.count == 1 ? "what '\(name)' takes" : "each argument of '\(name)'"
    let numbers = arguments.map { number($0, role) }
    let nodes = numbers.compactMap(\.self)
    guard nodes.count == numbers.count else { return nil }
    return apply(function, nodes, at: part).map { .number($0) }
  }

  private func apply(
    _ function: ExpressionFunction, _ nodes: [Node], at part: ExpressionSyntax
  ) -> Node? {
    switch function {
    case .unary(let operation): return .unary(operation, nodes[0])
    case .chain(let operation):
      return nodes.dropFirst().reduce(nodes[0]) { .binary(operation, $0, $1) }
    case .clamp:
      if let least = CheckedExpression(nodes[1]).constantValue,
        let greatest = CheckedExpression(nodes[2]).constantValue, least > greatest
      {
        error("the least of 'clamp' must not exceed the greatest", at: part)
        return nil
      }
      return .binary(.minimum, .binary(.maximum, nodes[0], nodes[1]), nodes[2])
    case .choose, .missing, .sum: return nil
    }
  }

  private func missing(_ argument: ExpressionSyntax) -> Checked? {
    switch check(argument) {
    case .number(let node)?: return .condition(.isMissing(node))
    case .levels(_, let slot, _)?: return .condition(.isMissingLevel(slot: slot))
    case .condition?:
      error("what 'missing' takes must be a quantity, but is a condition", at: argument)
      return nil
    case nil: return nil
    }
  }

  private func choose(_ arguments: [ExpressionSyntax]) -> Checked? {
    let test = condition(arguments[0], "the first argument of 'if'")
    let yes = number(arguments[1], "the second argument of 'if'")
    let no = number(arguments[2], "the third argument of 'if'")
    guard let test, let yes, let no else { return nil }
    return .number(.choose(test, yes, no))
  }

  private func lawParameter(
    _ parameter: String, _ arguments: [ExpressionSyntax], at part: ExpressionSyntax
  ) -> Checked? {
    guard arguments.count == 1, let name = quantityName(arguments[0]) else {
      error("'law.\(parameter)' takes the name of one quantity", at: part)
      return nil
    }
    if let value = scope.lawParameter(parameter, of: name) { return checked(value, name) }
    guard resolve(name, at: arguments[0]) != nil else { return nil }
    error("the law of '\(name)' has no parameter '\(parameter)' here", at: part)
    return nil
  }
}
