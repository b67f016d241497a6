// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// The rows of a score table or a decision table, and what holds where none or several do.
struct TableRows {
  /// The key that names a row's segment where the row has a name of its own.
  private static let segmentKey = "segment"

  let rules: [Rule]
  let hit: HitPolicy
  let otherwise: SegmentIndex?
  let otherwisePosition: SourcePosition
  let reader: ScenarioReader

  /// The keys that tables share.
  ///
  /// - Parameter rows: what a row may be.
  /// - Returns: the fields.
  static func fields(_ rows: String) -> [RecordShape.Field] {
    [
      RecordShape.Field(
        "hit", .choice(HitPolicy.allCases.map(\.rawValue)), isRequired: true,
        "where several rows hold: 'first' takes the first, 'unique' and 'any' give no estimate, "
          + "'any' only where their segments differ"),
      RecordShape.Field(
        "rows", .either([.list(.named(.anything, segmentKey)), .named(.anything, "row")]),
        isRequired: true,
        "segments with \(rows); or a record of named rows with a 'segment' each, as from a CSV file"
      ),
      RecordShape.Field(
        "otherwise", .name, "the segment where no row holds; no estimate when not stated"),
    ]
  }

  /// Reads the rows; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - record: the settings of the table.
  ///   - scope: what rows may read.
  init?(reading record: RecordReader, scope: RowScope) {
    let hit = record["hit"]?.choice(HitPolicy.allCases.map(\.rawValue))
    let otherwise = record["otherwise"].map { $0.segment(of: scope.task.scheme) }
    guard let reader = record["rows"], let rules = Self.rules(reader, scope),
      let hit = hit.flatMap(HitPolicy.init(rawValue:))
    else { return nil }
    if let otherwise, otherwise == nil { return nil }
    self.rules = rules
    self.hit = hit
    self.otherwise = otherwise ?? nil
    otherwisePosition = record["otherwise"]?.node.position ?? reader.node.position
    self.reader = reader
  }

  private static func rules(_ reader: ScenarioReader, _ scope: RowScope) -> [Rule]? {
    let entries = reader.node.entries ?? reader.node.items?.flatMap { $0.entries ?? [] } ?? []
    let isList = reader.node.items != nil
    if let items = reader.node.items {
      for (index, item) in items.enumerated() where item.entries?.count != 1 {
        ScenarioReader(item, path: reader.path + ["[\(index + 1)]"], log: reader.log).error(
          "a row must be one 'SEGMENT: conditions', but got \(item.summary)")
      }
    }
    guard !entries.isEmpty else {
      if !isList || reader.node.items?.isEmpty == true {
        reader.error("must hold at least one row, but got \(reader.node.summary)")
      }
      return nil
    }
    let rules = entries.enumerated().map { index, entry in
      let path = reader.path + (isList ? ["[\(index + 1)]"] : []) + [entry.key]
      return rule(entry, ScenarioReader(entry.value, path: path, log: reader.log), scope)
    }
    let isGood = !isList || reader.node.items?.count == entries.count
    return isGood && !rules.contains { $0 == nil } ? rules.compactMap(\.self) : nil
  }

  private static func rule(
    _ entry: ScenarioNode.Entry, _ reader: ScenarioReader, _ scope: RowScope
  ) -> Rule? {
    let scheme = scope.task.scheme
    let own = scope.input(named: segmentKey) == nil ? reader.node[segmentKey] : nil
    let segment =
      own.map {
        ScenarioReader($0, path: reader.path + [segmentKey], log: reader.log).segment(of: scheme)
      } ?? reader.segment(entry.key, of: scheme, at: entry.keyPosition)
    guard let row = RowCondition(reading: reader, scope, without: own == nil ? nil : segmentKey),
      let segment
    else { return nil }
    return Rule(
      segment: segment, text: row.text, condition: CheckedExpression(row.node), names: row.names,
      position: entry.keyPosition, path: reader.pathText, parts: row.parts)
  }
}
