// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// Reads a scheme that cuts a number, of a month or of a window of months.
  func readCut(_ name: String, _ record: RecordReader) {
    guard let reader = record["cut"], let checked = number(reader) else { return }
    guard let levels = record["levels"] else {
      record.reader.error("a cut needs 'levels'", advice: "such as {low: below 4, high: above}")
      return
    }
    guard let (segments, bounds) = CutLevels.read(levels) else { return }
    var window: WindowMemory?
    let keys = WindowStatistic.allCases.map { $0.rawValue + " of" }
    if let key = record.written(among: keys).first, let reader = record[key],
      let statistic = WindowStatistic(rawValue: String(key.dropLast(3)))
    {
      window = WindowStep.memory(statistic, reader) { layout.addNumber() }
    }
    let text = reader.node.text ?? "a table"
    add(
      name, record, segments, isOrdered: true, slot: layout.addLevels(),
      .cut(ColumnProgram(checked), window, bounds: bounds), parents: parents(of: [checked]),
      "\(text) cut at \(bounds.map { LevelText.brief($0) }.joined(separator: ", "))"
        + (window.map { ", \($0.statistic.rawValue) of \($0.slots.count) months" } ?? ""))
  }

  /// Reads a scheme of conditions in order.
  func readFirstMatch(_ name: String, _ record: RecordReader) {
    guard let items = record["first match"]?.list() else { return }
    var rules: [(segment: String, condition: CheckedExpression)] = []
    for item in items {
      guard let entry = item.named("segment")?.first, item.node.entries?.count == 1 else {
        item.error("each item must be one segment with its condition")
        return
      }
      guard let condition = condition(entry.value) else { return }
      rules.append((entry.name, condition))
    }
    guard let last = rules.last, last.condition.constantTruth == true, rules.count > 1 else {
      record["first match"]?.error(
        "the last condition must be 'otherwise'",
        advice: "it is for everybody whom no earlier condition fits")
      return
    }
    let segments = rules.map(\.segment).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    guard segments.count == rules.count else {
      record["first match"]?.error("each segment may stand once", advice: "join with 'or'")
      return
    }
    add(
      name, record, segments, isOrdered: false, slot: layout.addLevels(),
      .firstMatch(rules.dropLast().map { ColumnProgram($0.condition) }),
      parents: parents(of: rules.map(\.condition)), "the first of \(rules.count) rules")
  }
}
