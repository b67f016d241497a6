// SPDX-License-Identifier: GPL-3.0-or-later

extension ExpressionChecker {
  /// Checks two operands with a sign between them.
  func binary(
    _ sign: String, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    at part: ExpressionSyntax
  ) -> Checked? {
    if sign == "and" || sign == "or" {
      let first = condition(left, "what stands left of '\(sign)'")
      let second = condition(right, "what stands right of '\(sign)'")
      guard let first, let second else { return nil }
      return .condition(sign == "and" ? .both(first, second) : .either(first, second))
    }
    if sign == "==" || sign == "!=", let checked = levelEquality(sign, left, right) {
      return checked.map { .condition($0) }
    }
    let first = number(left, "what stands left of '\(sign)'")
    let second = number(right, "what stands right of '\(sign)'")
    guard let first, let second else { return nil }
    if let operation = Self.arithmetic(sign) { return .number(.binary(operation, first, second)) }
    return Self.comparison(sign).map { .condition(.compare($0, first, second)) }
  }

  private static func arithmetic(_ sign: String) -> BinaryOperation? {
    switch sign {
    case "+": .add
    case "-": .subtract
    case "*": .multiply
    case "/": .divide
    case "^": .power
    default: nil
    }
  }

  private static func comparison(_ sign: String) -> Comparison? {
    switch sign {
    case "<": .less
    case "<=": .lessOrEqual
    case ">": .greater
    case ">=": .greaterOrEqual
    case "==": .equal
    case "!=": .notEqual
    default: nil
    }
  }

  /// Checks `quantity == level` and `level == quantity`; outer nothing when neither side is a
  /// quantity with levels, inner nothing when there was a problem.
  private func levelEquality(
    _ sign: String, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> Node?? {
    for (quantity, level) in [(left, right), (right, left)] {
      guard let owner = quantityName(quantity), let value = scope.value(named: owner) else {
        continue
      }
      // Which levels it would have had is not known.
      if value == .unread { return .some(nil) }
      guard case .levels(let slot, let names) = value else { continue }
      guard case .name(let name) = level.kind else {
        error(
          "'\(owner)' has levels: it can only be compared with one of them",
          advice: "its levels: \(names.joined(separator: ", "))", at: level)
        return .some(nil)
      }
      guard let code = code(of: name, among: names, owner, at: level.offset) else {
        return .some(nil)
      }
      let node = Node.among(slot: slot, codes: [code])
      return .some(sign == "==" ? node : .not(node))
    }
    return noteUnknownEquality(left, right) ? .some(nil) : nil
  }

  /// Notes the quantity of `quantity == level` when neither name is known here, and not the level,
  /// which only the quantity could tell.
  private func noteUnknownEquality(_ left: ExpressionSyntax, _ right: ExpressionSyntax) -> Bool {
    let names = [left, right].compactMap { part in quantityName(part).map { (name: $0, part: part) }
    }
    guard names.count == 2, names.allSatisfy({ scope.value(named: $0.name) == nil }) else {
      return false
    }
    let quantity =
      names.first { scope.reasonUnavailable($0.name) != nil }
      ?? names.first { !isLevel($0.name) } ?? names[0]
    _ = check(quantity.part)
    return true
  }

  private func isLevel(_ name: String) -> Bool {
    scope.knownNames.contains { owner in
      guard case .levels(_, let names)? = scope.value(named: owner) else { return false }
      return names.contains(name)
    }
  }

  /// Checks `quantity in (levels)`.
  func membership(
    _ quantity: ExpressionSyntax, _ levels: [ExpressionSyntax.Level], _ isNegated: Bool,
    at part: ExpressionSyntax
  ) -> Checked? {
    guard let checked = check(quantity) else { return nil }
    guard case .levels(let owner, let slot, let names) = checked else {
      error("what stands left of 'in' must have levels, but is \(checked.summary)", at: quantity)
      return nil
    }
    let codes = levels.map { code(of: $0.name, among: names, owner, at: $0.offset) }
    guard !codes.contains(nil) else { return nil }
    let distinct = Set(codes.compactMap(\.self))
    if distinct.count < codes.count { reader.warning("a level is named twice after 'in'") }
    let node = Node.among(slot: slot, codes: distinct.sorted())
    return .condition(isNegated ? .not(node) : node)
  }

  private func code(
    of name: String, among names: [String], _ owner: String, at offset: Int
  ) -> UInt8? {
    guard let index = names.firstIndex(of: name) else {
      reader.unknown(name, "level of \(owner)", known: names, at: expression.place(offset))
      return nil
    }
    return UInt8(exactly: index)
  }
}
