// SPDX-License-Identifier: GPL-3.0-or-later

/// A value for each level of a quantity: `{by persona: {student: 1, others: 2}}`.
public struct LevelTable: Sendable {
  /// The value of one level, or of all others.
  public struct Entry: Sendable {
    /// The level as written, or `others`.
    public let level: String
    /// Where the level stands.
    public let position: SourcePosition
    /// Its value.
    public let value: TableValue
  }

  /// The quantity whose levels are meant.
  public let name: String
  /// Where the quantity's name stands.
  public let position: SourcePosition
  /// The levels in the order written.
  public let entries: [Entry]
  /// The value of every level that is not named.
  public let others: Entry?

  init?(of name: String, at position: SourcePosition, reading reader: ScenarioReader) {
    self.name = name
    self.position = position
    var entries: [Entry] = []
    var isWhole = true
    for entry in reader.node.entries ?? [] {
      let inner = ScenarioReader(entry.value, path: reader.path + [entry.key], log: reader.log)
      if let value = TableValue(reading: inner) {
        entries.append(Entry(level: entry.key, position: entry.keyPosition, value: value))
      } else {
        isWhole = false
      }
    }
    guard isWhole else { return nil }
    self.entries = entries.filter { $0.level != "others" }
    others = entries.first { $0.level == "others" }
  }

  var reference: Expression.Reference {
    Expression.Reference(
      name: name, lawParameter: nil, isBesideEquality: false, position: position)
  }
}
