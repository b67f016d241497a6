// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// The points that one feature's values give.
struct AttributePoints: Sendable {
  /// The feature's name.
  let name: String
  /// The feature's column.
  let column: Int
  /// The ascending cut points; empty for levels.
  let cuts: [Double]
  /// The points by place between cut points, or by level.
  let points: [Double]
  /// The points of a missing value, NaN when there are none.
  let missing: Double
  /// Whether the feature has levels.
  let hasLevels: Bool

  /// Reads one entry of `points`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - name: the feature.
  ///   - reader: the cursor on its points.
  ///   - position: where the feature's name stands.
  ///   - task: which features there are.
  init?(
    named name: String, _ reader: ScenarioReader, at position: SourcePosition, task: ClassifierTask
  ) {
    guard let column = task.schema.column(of: name), task.sees.contains(column) else {
      if task.schema.column(of: name) == nil {
        reader.unknown(name, "feature", known: task.visibleNames, at: position)
      } else {
        reader.error(
          "'\(name)' is a feature that this classifier does not see", advice: "add it to 'sees'",
          at: position)
      }
      return nil
    }
    guard let entries = reader.node.entries, let named = reader.named("attribute") else {
      reader.error("must be a record of attributes with points, but got \(reader.node.summary)")
      return nil
    }
    let values = named.map { $0.value.number() }
    guard !values.contains(where: { $0 == nil }) else { return nil }
    let table = zip(entries, values.compactMap(\.self)).map { (entry: $0, points: $1) }
    let rest = table.filter { $0.entry.key != "missing" }
    let read: (cuts: [Double], points: [Double])?
    if case .levels(let names) = task.schema.features[column].kind {
      read = Self.levels(names, rest, reader).map { ([], $0) }
      hasLevels = true
    } else {
      read = Self.cuts(rest, reader)
      hasLevels = false
    }
    guard let read else { return nil }
    (cuts, points) = read
    missing = table.first { $0.entry.key == "missing" }?.points ?? .nan
    (self.name, self.column) = (name, column)
    if missing.isNaN, task.mayBeMissing?.contains(column) == true {
      reader.warning(
        "'\(name)' can be missing; such customers have no sum and get no estimate",
        advice: "give them points, with 'missing: 0'")
    }
  }

  private static func levels(
    _ names: [String], _ table: [(entry: ScenarioNode.Entry, points: Double)],
    _ reader: ScenarioReader
  ) -> [Double]? {
    let known = names + ["others"]
    let wrong = table.filter { !known.contains($0.entry.key) }
    for (entry, _) in wrong {
      reader.unknown(entry.key, "level", known: known, at: entry.keyPosition)
    }
    guard wrong.isEmpty else { return nil }
    let others = table.first { $0.entry.key == "others" }?.points
    let points = names.map { name in table.first { $0.entry.key == name }?.points ?? others }
    if let index = points.firstIndex(where: { $0 == nil }) {
      reader.error("no points for level '\(names[index])'", advice: "name it, or add 'others'")
      return nil
    }
    return points.compactMap(\.self)
  }

  private static func cuts(
    _ table: [(entry: ScenarioNode.Entry, points: Double)], _ reader: ScenarioReader
  ) -> (cuts: [Double], points: [Double])? {
    guard let last = table.last, last.entry.key == "above" else {
      reader.error("points by cuts need 'above' in the last place: those from the last cut on")
      return nil
    }
    var cuts: [Double] = []
    for (entry, _) in table.dropLast() {
      guard let cut = CutBound.parse(entry.key) else {
        reader.error(
          "expected a cut such as 'below 50_000' or 'above', but got '\(entry.key)'",
          at: entry.keyPosition)
        return nil
      }
      guard cut > cuts.last ?? -.infinity else {
        reader.error(
          "cuts must ascend, but '\(entry.key)' follows one at \(ShortNumber.text(cuts.last ?? 0))",
          at: entry.keyPosition)
        return nil
      }
      cuts.append(cut)
    }
    guard cuts.count <= 250 else {
      reader.error("must hold at most 250 cuts, but got \(cuts.count)")
      return nil
    }
    return (cuts, table.map(\.points))
  }
}
