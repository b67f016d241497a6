// SPDX-License-Identifier: GPL-3.0-or-later

/// A number, an expression, or a table of them by a level or by cuts of a number.
public indirect enum TableValue: Sendable {
  /// A number or an expression.
  case expression(Expression)
  /// A value for each level of a quantity.
  case byLevel(LevelTable)
  /// A value for each range of a number.
  case byCut(CutTable)

  /// Reads the value under a cursor; what is wrong without looking up names is noted.
  ///
  /// - Parameter reader: a cursor on a number, an expression, or `{by NAME: {…}}`.
  public init?(reading reader: ScenarioReader) {
    guard let reader = reader.valueOfElement() else { return nil }
    guard let entries = reader.node.entries else {
      guard let expression = Expression(reading: reader) else { return nil }
      self = .expression(expression)
      return
    }
    guard entries.count == 1, entries[0].key.hasPrefix("by ") else {
      reader.error(
        "must be a number, an expression or a table by one name, but got \(reader.node.summary)",
        advice: "a table is written {by NAME: {LEVEL: VALUE, others: VALUE}}")
      return nil
    }
    let name = String(entries[0].key.dropFirst(3))
    let inner = ScenarioReader(
      entries[0].value, path: reader.path + [entries[0].key], log: reader.log)
    guard let rows = inner.node.entries, !rows.isEmpty else {
      inner.error("a table must be a record with a value for each level")
      return nil
    }
    let place = entries[0].keyPosition.moved(by: 3)
    if rows.contains(where: { $0.key.hasPrefix("below ") }) {
      guard let table = CutTable(of: name, at: place, reading: inner) else { return nil }
      self = .byCut(table)
    } else {
      guard let table = LevelTable(of: name, at: place, reading: inner) else { return nil }
      self = .byLevel(table)
    }
  }

  /// The names that it mentions, tables and expressions alike, in the order written.
  public var names: [Expression.Reference] {
    switch self {
    case .expression(let expression): expression.names
    case .byLevel(let table):
      [table.reference] + table.entries.flatMap(\.value.names) + (table.others?.value.names ?? [])
    case .byCut(let table):
      [table.reference] + table.cuts.flatMap(\.value.names) + table.above.names
    }
  }
}
