// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Reads one cell of a table: what a row asks of one input.
struct RowCell {
  typealias Node = CheckedExpression.Node

  /// The word between alternatives.
  private static let alternative = " or "
  /// The words and signs before a bound.
  private static let bounds: [(word: String, comparison: Comparison)] = [
    ("below ", .less), ("at most ", .lessOrEqual), ("above ", .greater),
    ("at least ", .greaterOrEqual), ("<=", .lessOrEqual), ("<", .less), (">=", .greaterOrEqual),
    (">", .greater), ("==", .equal), ("=", .equal),
  ]

  let input: RuleInput
  let reader: ScenarioReader

  /// What may stand in a cell, for the schema and messages.
  static let usage =
    "'-' for any value, 'missing', a number, 'A to B' (both included), 'A to below B', "
    + "'below A', 'at most A', 'at least A', 'above A', a level, or a list of these"

  /// The condition of the cell; what is wrong is noted.
  ///
  /// - Returns: the condition; nothing when the cell is wrong.
  func node() -> Node? {
    if let items = reader.node.items {
      let nodes = items.indices.map { index in
        let item = ScenarioReader(
          items[index], path: reader.path + ["[\(index + 1)]"], log: reader.log)
        return RowCell(input: input, reader: item).node()
      }
      if nodes.isEmpty { reader.error("must hold at least one value, but got an empty list") }
      return nodes.contains { $0 == nil } ? nil : Self.any(of: nodes.compactMap(\.self))
    }
    guard let text = reader.node.text else {
      reader.error("must be a value of '\(input.name)' or a list, but got \(reader.node.summary)")
      return nil
    }
    // A cell of a CSV file that is left empty asks for nothing.
    if text == "-" || text.isEmpty { return .truth(true) }
    let nodes = Self.split(text).map { node($0) }
    return nodes.contains { $0 == nil } ? nil : Self.any(of: nodes.compactMap(\.self))
  }

  private static func any(of nodes: [Node]) -> Node? {
    nodes.dropFirst().reduce(nodes.first) { joined, next in joined.map { .either($0, next) } }
  }

  /// The alternatives of a text.
  private static func split(_ text: String) -> [String] {
    var (parts, rest) = ([String](), text[...])
    while let range = rest.firstRange(of: alternative) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }

  private func node(_ text: String) -> Node? {
    if case .levels(let names) = input.values { return level(text, names) }
    if text == "missing" { return .isMissing(.number(slot: input.slot)) }
    for (word, comparison) in Self.bounds where text.hasPrefix(word) {
      return number(String(text.dropFirst(word.count))).map { compare(comparison, $0) }
    }
    if let range = text.firstRange(of: " to below ") {
      return interval(text[..<range.lowerBound], text[range.upperBound...], .less)
    }
    if let range = text.firstRange(of: " to ") {
      return interval(text[..<range.lowerBound], text[range.upperBound...], .lessOrEqual)
    }
    if case .scores = input.values, let dash = text.dropFirst().firstIndex(where: isDash) {
      return interval(text[..<dash], text[text.index(after: dash)...], .lessOrEqual)
    }
    return number(text).map { compare(.equal, $0) }
  }

  /// Whether a sign stands between two scores: a hyphen or an en dash.
  private func isDash(_ sign: Character) -> Bool { sign == "-" || sign == "–" }

  private func interval(_ low: Substring, _ high: Substring, _ comparison: Comparison) -> Node? {
    guard let low = number(String(low)), let high = number(String(high)) else { return nil }
    guard low < high || (low == high && comparison == .lessOrEqual) else {
      reader.error(
        "a range must ascend, but \(ShortNumber.text(high)) follows \(ShortNumber.text(low))")
      return nil
    }
    return .both(compare(.greaterOrEqual, low), compare(comparison, high))
  }

  private func compare(_ comparison: Comparison, _ bound: Double) -> Node {
    .compare(comparison, .number(slot: input.slot), .constant(bound))
  }

  private func number(_ text: String) -> Double? {
    let trimmed = String(text.drop { $0 == " " })
    guard let value = ScenarioReader.parseNumber(trimmed), value.isFinite else {
      reader.error(
        "expected a condition on '\(input.name)', but got '\(text)'", advice: Self.usage)
      return nil
    }
    if case .scores(let greatest) = input.values,
      value != value.rounded() || !(1...Double(greatest)).contains(value)
    {
      reader.error("'\(input.name)' has the scores 1 to \(greatest), but got \(trimmed)")
      return nil
    }
    return value
  }

  private func level(_ text: String, _ names: [String]) -> Node? {
    if let code = names.firstIndex(of: text) {
      return .among(slot: input.slot, codes: [UInt8(code)])
    }
    if text == "missing" { return .isMissingLevel(slot: input.slot) }
    reader.unknown(text, "level of \(input.name)", known: names)
    return nil
  }
}
