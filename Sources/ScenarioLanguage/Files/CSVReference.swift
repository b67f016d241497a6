// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a scenario that stands for columns of a CSV file.
struct CSVReference {
  /// The keys of a reference.
  static let shape = RecordShape(
    "a table from a CSV file",
    [
      RecordShape.Field("csv", .text, isRequired: true, "the file, from the scenario's folder"),
      RecordShape.Field("key", .text, isRequired: true, "the column with the keys"),
      RecordShape.Field(
        "value", .text, "the column with the values; without it each key has all other columns"),
    ])

  let table: CSVTable
  let key: String
  let fields: RecordReader

  /// The record that the reference stands for.
  ///
  /// - Parameter position: where the reference stands.
  /// - Returns: the record; nothing when a column is unknown or a key stands twice.
  func node(at position: SourcePosition) -> ScenarioNode? {
    let value = fields.text("value")
    guard let keys = column(key, "key") else { return nil }
    let values = value.flatMap { column($0, "value") }
    guard value == nil || values != nil else { return nil }
    guard hasDistinctKeys(keys) else { return nil }
    let entries = table.rows.map { row in
      ScenarioNode.Entry(
        key: row[keys].text, keyPosition: row[keys].position,
        value: values.map { Self.scalar(row[$0]) } ?? Self.record(row, table.header, without: keys))
    }
    return ScenarioNode(content: .record(entries), position: position)
  }

  private func column(_ name: String, _ field: String) -> Int? {
    let names = table.header.map(\.text)
    if let index = names.firstIndex(of: name) { return index }
    fields[field]?.unknown(name, "column", known: names)
    return nil
  }

  private func hasDistinctKeys(_ keys: Int) -> Bool {
    var seen: Set<String> = []
    var isDistinct = true
    for row in table.rows where !seen.insert(row[keys].text).inserted {
      isDistinct = false
      fields.reader.error(
        "the key '\(row[keys].text)' stands in two rows", at: row[keys].position)
    }
    return isDistinct
  }

  private static func scalar(_ field: CSVTable.Field) -> ScenarioNode {
    ScenarioNode(content: .scalar(text: field.text, isQuoted: false), position: field.position)
  }

  private static func record(
    _ row: [CSVTable.Field], _ header: [CSVTable.Field], without keys: Int
  ) -> ScenarioNode {
    let entries = row.indices.filter { $0 != keys }.map {
      ScenarioNode.Entry(
        key: header[$0].text, keyPosition: row[$0].position, value: scalar(row[$0]))
    }
    return ScenarioNode(content: .record(entries), position: row[keys].position)
  }
}
