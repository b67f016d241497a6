// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts the text of an expression into words, numbers and signs.
struct ExpressionLexer {
  /// What people write who come from other languages, and what this one has instead.
  private static let foreign = [
    "&&": "and", "||": "or", "!": "not", "=": "==", "<>": "!=", "**": "^", "&": "and",
    "|": "or", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/", "−": "-",
  ]
  private static let signs = ["<=", ">=", "==", "!="]
  private static let words: Set<String> = ["and", "or", "not", "in"]
  /// No person writes a longer expression, and it bounds the depth of every tree.
  private static let longest = 4_000

  private let scalars: [Unicode.Scalar]
  private var place = 0

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// Cuts a text.
  ///
  /// - Parameter text: the expression as written.
  /// - Returns: its tokens, the last one being the end.
  /// - Throws: the first thing that is no part of the language.
  static func tokens(of text: String) throws(ExpressionFault) -> [ExpressionToken] {
    var lexer = ExpressionLexer(text)
    guard lexer.scalars.count <= longest else {
      throw ExpressionFault(message: "an expression has at most \(longest) signs", offset: 0)
    }
    var tokens: [ExpressionToken] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private mutating func next() throws(ExpressionFault) -> ExpressionToken {
    while place < scalars.count, scalars[place].properties.isWhitespace { place += 1 }
    guard place < scalars.count else { return ExpressionToken(kind: .end, offset: place) }
    let start = place
    if isDigit(place) || (scalars[place] == "." && isDigit(place + 1)) { return try number() }
    if isNameStart(place) { return try name() }
    let pair = text(start, min(start + 2, scalars.count))
    let single = text(start, start + 1)
    for sign in [pair, single] {
      if Self.signs.contains(sign) || (sign.count == 1 && "+-*/^()<>,[]".contains(sign)) {
        place += sign.unicodeScalars.count
        return ExpressionToken(kind: .sign(sign), offset: start)
      }
      if let ours = Self.foreign[sign] {
        throw ExpressionFault(
          message: "'\(sign)' is no sign of this language", advice: "write \(ours)", offset: start)
      }
    }
    let rest = text(start, min(start + 4, scalars.count)).lowercased()
    throw ExpressionFault(
      message: "'\(single)' cannot stand in an expression",
      advice: rest == ".nan" || rest == ".inf" ? "a number must be finite" : nil, offset: start)
  }

  private mutating func number() throws(ExpressionFault) -> ExpressionToken {
    let start = place
    while place < scalars.count, isNumberPart(place) { place += 1 }
    let written = text(start, place)
    guard let value = ScenarioReader.parseNumber(written), value.isFinite else {
      throw ExpressionFault(
        message: "'\(written)' is no number",
        advice: ScenarioReader.adviceOnNumber(written), offset: start)
    }
    var after = place
    while after < scalars.count, scalars[after] == " " { after += 1 }
    guard after < scalars.count, scalars[after] == "%" else {
      return ExpressionToken(kind: .number(value), offset: start)
    }
    place = after + 1
    return ExpressionToken(kind: .number(value / 100), offset: start)
  }

  private mutating func name() throws(ExpressionFault) -> ExpressionToken {
    let start = place
    while place < scalars.count {
      let joins = scalars[place] == "." && isNameStart(place + 1)
      guard joins || isNamePart(place) else { break }
      place += 1
    }
    let written = text(start, place)
    return ExpressionToken(
      kind: Self.words.contains(written) ? .sign(written) : .name(written), offset: start)
  }

  private func text(_ start: Int, _ end: Int) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[start..<end])
    return text
  }

  private func isDigit(_ index: Int) -> Bool {
    index < scalars.count && ("0"..."9").contains(scalars[index])
  }

  private func isNameStart(_ index: Int) -> Bool {
    index < scalars.count && (scalars[index].properties.isAlphabetic || scalars[index] == "_")
  }

  private func isNamePart(_ index: Int) -> Bool { isNameStart(index) || isDigit(index) }

  private func isNumberPart(_ index: Int) -> Bool {
    if isNamePart(index) || scalars[index] == "." { return true }
    let isSign = scalars[index] == "+" || scalars[index] == "-"
    return isSign && isDigit(index + 1) && (scalars[index - 1] == "e" || scalars[index - 1] == "E")
  }
}
