// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// What a row asks: a cell for each input that matters, codes of scores, or an expression.
struct RowCondition {
  typealias Node = CheckedExpression.Node

  let node: Node
  /// As a person reads it.
  let text: String
  let names: Set<String>
  /// The cells, or the conditions that the expression joins, when there are several.
  let parts: [ConditionPart]

  /// Reads a row; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: the cursor on what the row asks.
  ///   - scope: what rows may read.
  ///   - key: a key of the row that is no cell.
  init?(reading reader: ScenarioReader, _ scope: RowScope, without key: String?) {
    if let entries = reader.node.entries {
      self.init(cells: entries.filter { $0.key != key }, reader, scope)
    } else if scope.hasCodes, reader.node.items != nil || Self.isCode(reader.node.text ?? "") {
      self.init(codes: reader, scope)
    } else if reader.node.items == nil {
      self.init(expression: reader, scope)
    } else {
      reader.error("a row must be a record of conditions or one condition, but got a list")
      return nil
    }
  }

  private init?(expression reader: ScenarioReader, _ scope: RowScope) {
    guard let expression = Expression(reading: reader),
      let condition = expression.checkedCondition(in: scope, reader)
    else { return nil }
    (node, text) = (condition.root, expression.text)
    names = Set(expression.names.map(\.name))
    parts = expression.conditionParts(in: scope, reader)
  }

  private init?(cells: [ScenarioNode.Entry], _ reader: ScenarioReader, _ scope: RowScope) {
    var parts: [ConditionPart] = []
    var isGood = true
    for entry in cells {
      let value = ScenarioReader(entry.value, path: reader.path + [entry.key], log: reader.log)
      guard let input = scope.input(named: entry.key) else {
        if let reason = scope.reasonUnavailable(entry.key) {
          value.error("'\(entry.key)' \(reason)", at: entry.keyPosition)
        } else {
          value.unknown(
            entry.key, scope.hasCodes ? "score" : "feature", known: scope.knownNames,
            at: entry.keyPosition)
        }
        isGood = false
        continue
      }
      guard let node = RowCell(input: input, reader: value).node() else {
        isGood = false
        continue
      }
      parts.append(
        ConditionPart(condition: CheckedExpression(node), position: entry.value.position))
    }
    guard isGood else { return nil }
    node = parts.map(\.condition.root).reduce(.truth(true)) { .both($0, $1) }
    // A cell for any value holds by design.
    self.parts = parts.filter { $0.condition.constantTruth == nil }
    names = Set(cells.map(\.key))
    text = cells.filter { $0.value.text != "-" && $0.value.text != "" }
      .map { "\($0.key) \(Self.text($0.value))" }.joined(separator: ", ")
  }

  private static func text(_ node: ScenarioNode) -> String {
    node.text ?? (node.items ?? []).map(text).joined(separator: " or ")
  }
}

extension RowCondition {
  /// Whether a text can be meant as a code: digits only.
  private static func isCode(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
  }

  private init?(codes reader: ScenarioReader, _ scope: RowScope) {
    let items = reader.node.items ?? [reader.node]
    let nodes = items.map { item in
      Self.code(ScenarioReader(item, path: reader.path, log: reader.log), scope)
    }
    if nodes.isEmpty { reader.error("must hold at least one code, but got an empty list") }
    guard let first = nodes.first, !nodes.contains(where: { $0 == nil }), let first else {
      return nil
    }
    node = nodes.dropFirst().compactMap(\.self).reduce(first) { .either($0, $1) }
    text = items.compactMap(\.text).joined(separator: ", ")
    names = Set(scope.knownNames)
    parts = zip(items, nodes.compactMap(\.self)).map {
      ConditionPart(condition: CheckedExpression($1), position: $0.position)
    }
  }

  /// The condition of one code: a digit for each score, in their order.
  private static func code(_ reader: ScenarioReader, _ scope: RowScope) -> Node? {
    let greatest = scope.inputs.map { input in
      if case .scores(let count) = input.values { count } else { 0 }
    }
    if let large = greatest.firstIndex(where: { $0 > 9 }) {
      reader.error(
        "codes need scores of one digit, but '\(scope.inputs[large].name)' has \(greatest[large])",
        advice: "write a range for each score: {\(scope.inputs[large].name): 9-10}")
      return nil
    }
    let digits = (reader.node.text ?? "").unicodeScalars.map { Int($0.value) - 48 }
    guard digits.count == greatest.count,
      zip(digits, greatest).allSatisfy({ (1...$1).contains($0) })
    else {
      let example = greatest.map { String($0) }.joined()
      reader.error(
        "a code has a digit for each score, such as \(example), but got \(reader.node.summary)",
        advice: "scores in order: \(scope.knownNames.joined(separator: ", "))")
      return nil
    }
    let equal = zip(scope.inputs, digits).map { input, digit in
      Node.compare(.equal, .number(slot: input.slot), .constant(Double(digit)))
    }
    return equal.reduce(.truth(true)) { .both($0, $1) }
  }
}
