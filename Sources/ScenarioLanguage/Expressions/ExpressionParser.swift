// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads tokens into an expression: `or`, `and`, `not`, comparison, sum, product, sign, power,
/// from loose to tight.
struct ExpressionParser {
  private static let comparisons: Set<String> = ["<", "<=", ">", ">=", "==", "!="]
  private static let deepest = 64

  private let tokens: [ExpressionToken]
  private var place = 0
  private var depth = 0

  private init(_ tokens: [ExpressionToken]) { self.tokens = tokens }

  /// Reads a whole text as one expression.
  ///
  /// - Parameter text: the expression as written.
  /// - Returns: its parts.
  /// - Throws: the first place where it breaks the grammar.
  static func parse(_ text: String) throws(ExpressionFault) -> ExpressionSyntax {
    var parser = ExpressionParser(try ExpressionLexer.tokens(of: text))
    let expression = try parser.disjunction()
    guard parser.token.kind == .end else { throw parser.unexpected("an operator") }
    return expression
  }

  private var token: ExpressionToken { tokens[place] }

  private mutating func take(_ signs: Set<String>) -> (sign: String, offset: Int)? {
    guard case .sign(let sign) = token.kind, signs.contains(sign) else { return nil }
    let offset = token.offset
    place += 1
    return (sign, offset)
  }

  private func unexpected(_ expected: String) -> ExpressionFault {
    let found =
      switch token.kind {
      case .end: "the expression ends"
      case .number: "there is a number"
      case .name(let name): "there is '\(name)'"
      case .sign(let sign): "there is '\(sign)'"
      }
    return ExpressionFault(message: "expected \(expected), but \(found)", offset: token.offset)
  }

  private mutating func leftToRight(
    _ signs: Set<String>, _ operand: (inout Self) throws(ExpressionFault) -> ExpressionSyntax
  ) throws(ExpressionFault) -> ExpressionSyntax {
    var left = try operand(&self)
    while let (sign, offset) = take(signs) {
      left = ExpressionSyntax(kind: .binary(sign, left, try operand(&self)), offset: offset)
    }
    return left
  }

  private mutating func disjunction() throws(ExpressionFault) -> ExpressionSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw ExpressionFault(
        message: "parentheses nest more than \(Self.deepest) deep", offset: token.offset)
    }
    return try leftToRight(["or"]) { parser throws(ExpressionFault) in try parser.conjunction() }
  }

  private mutating func conjunction() throws(ExpressionFault) -> ExpressionSyntax {
    try leftToRight(["and"]) { parser throws(ExpressionFault) in try parser.negatedCondition() }
  }

  private mutating func negatedCondition() throws(ExpressionFault) -> ExpressionSyntax {
    var offsets: [Int] = []
    while let (_, offset) = take(["not"]) { offsets.append(offset) }
    var condition = try comparison()
    for offset in offsets.reversed() {
      condition = ExpressionSyntax(kind: .not(condition), offset: offset)
    }
    return condition
  }

  private mutating func comparison() throws(ExpressionFault) -> ExpressionSyntax {
    let left = try sum()
    if let membership = try membership(of: left) { return membership }
    guard let (sign, offset) = take(Self.comparisons) else { return left }
    let right = try sum()
    if case .sign(let next) = token.kind, Self.comparisons.contains(next) {
      throw ExpressionFault(
        message: "comparisons cannot be chained", advice: "join them: a < x and x < b",
        offset: token.offset)
    }
    return ExpressionSyntax(kind: .binary(sign, left, right), offset: offset)
  }

  private mutating func membership(
    of quantity: ExpressionSyntax
  ) throws(ExpressionFault) -> ExpressionSyntax? {
    let offset = token.offset
    let isNegated = take(["not"]) != nil
    guard take(["in"]) != nil else {
      if isNegated { throw unexpected("'in' after 'not'") }
      return nil
    }
    guard take(["("]) != nil else { throw unexpected("levels in parentheses, such as in (a b)") }
    var levels: [ExpressionSyntax.Level] = []
    while case .name(let name) = token.kind {
      levels.append(ExpressionSyntax.Level(name: name, offset: token.offset))
      place += 1
      _ = take([","])
    }
    guard !levels.isEmpty else { throw unexpected("the name of a level") }
    guard take([")"]) != nil else { throw unexpected("another level or ')'") }
    return ExpressionSyntax(
      kind: .membership(quantity, levels, isNegated: isNegated), offset: offset)
  }

  private mutating func sum() throws(ExpressionFault) -> ExpressionSyntax {
    try leftToRight(["+", "-"]) { parser throws(ExpressionFault) in try parser.product() }
  }

  private mutating func product() throws(ExpressionFault) -> ExpressionSyntax {
    try leftToRight(["*", "/"]) { parser throws(ExpressionFault) in try parser.signed() }
  }

  private mutating func signed() throws(ExpressionFault) -> ExpressionSyntax {
    var minuses: [Int] = []
    while let (sign, offset) = take(["-", "+"]) { if sign == "-" { minuses.append(offset) } }
    var value = try power()
    for offset in minuses.reversed() {
      value = ExpressionSyntax(kind: .negation(value), offset: offset)
    }
    return value
  }

  private mutating func power() throws(ExpressionFault) -> ExpressionSyntax {
    let base = try primary()
    guard let (_, offset) = take(["^"]) else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw ExpressionFault(message: "too many powers of powers", offset: offset)
    }
    return ExpressionSyntax(kind: .binary("^", base, try signed()), offset: offset)
  }

  private mutating func primary() throws(ExpressionFault) -> ExpressionSyntax {
    let offset = token.offset
    switch token.kind {
    case .number(let value):
      place += 1
      return ExpressionSyntax(kind: .number(value), offset: offset)
    case .name(let name):
      place += 1
      if take(["("]) != nil {
        return ExpressionSyntax(kind: .call(name, try arguments()), offset: offset)
      }
      if let number = try bracketed(name) {
        return ExpressionSyntax(kind: .element(name, number), offset: offset)
      }
      return ExpressionSyntax(kind: name == "otherwise" ? .otherwise : .name(name), offset: offset)
    case .sign("("):
      place += 1
      let inner = try disjunction()
      guard take([")"]) != nil else { throw unexpected("')' or an operator") }
      return inner
    default:
      throw unexpected("a number, a name or '('")
    }
  }

  /// The number in brackets after a vector's name, if there are any.
  private mutating func bracketed(
    _ name: String
  ) throws(ExpressionFault) -> ExpressionSyntax? {
    guard take(["["]) != nil else { return nil }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw ExpressionFault(message: "brackets nest too deep", offset: token.offset)
    }
    let number = try sum()
    guard take(["]"]) != nil else { throw unexpected("']' after the number of an element") }
    return number
  }

  private mutating func arguments() throws(ExpressionFault) -> [ExpressionSyntax] {
    var arguments: [ExpressionSyntax] = []
    if take([")"]) != nil { return arguments }
    repeat { arguments.append(try disjunction()) } while take([","]) != nil
    guard take([")"]) != nil else { throw unexpected("',' or ')'") }
    return arguments
  }
}
