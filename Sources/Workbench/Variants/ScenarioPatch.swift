// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import ScenarioLanguage

/// A named change of a scenario: a list of edits of its tree.
public struct ScenarioPatch: Sendable {
  /// The keys of a variant.
  static let variantShape = RecordShape("a variant", fields, mayBeAnnotated: true)
  /// The keys that change something.
  static let fields: [RecordShape.Field] = [
    .init("leave out", .list(.name), "places whose entry is taken out, such as drift.campaign"),
    .init(
      "set", .named(.anything, "place"),
      "other values by place, such as view.risk_quiz.likert.reliability: 0.9"),
    .init(
      "add", .named(.anything, "place"),
      "new keys of records and new items of lists by place; {insert after: of, step: {…}} puts a step "
        + "behind another"),
    .init("perfect", .list(.name), "features of the view that are seen as they truly are"),
    .init(
      "fresh", .list(.name), "features of the view that are never late and refreshed each month"),
    .init("view", .choice(["perfect"]), "every feature is seen as it truly is"),
  ]
  /// Blocks that stay as they are: otherwise customers or months could not be set side by side.
  private static let fixed = [
    "scenario", "name", "title", "seed", "variants", "expect", "population.from",
    "population.months", "population.draw",
  ]

  /// The edits in the order in which they are made.
  let edits: [TreeEdit]
  /// Features that are seen as they truly are.
  let perfect: [String]
  /// Features that show this month.
  let fresh: [String]

  /// What is changed, one line each, in the words of the scenario.
  public var lines: [String] {
    let changes = edits.map { edit in
      switch edit.change {
      case .remove: "leave out: \(edit.path)"
      case .set(let value): "set: \(edit.path): \(Self.brief(value))"
      case .add(let value): "add: \(edit.path): \(Self.brief(value))"
      }
    }
    return changes
      + [("perfect", perfect), ("fresh", fresh)].filter { !$0.1.isEmpty }
      .map { "\($0.0): \($0.1.joined(separator: ", "))" }
  }

  private static func brief(_ value: ScenarioNode) -> String {
    switch value.content {
    case .scalar(let text, _): text
    case .list(let items): "[\(items.map(brief).joined(separator: ", "))]"
    case .record(let entries):
      "{\(entries.map { "\($0.key): \(brief($0.value))" }.joined(separator: ", "))}"
    }
  }

  /// Reads a patch; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - record: the variant's record.
  ///   - root: the scenario's tree.
  ///   - isOfView: whether nothing but the view may be changed, and that need not be.
  init?(reading record: RecordReader, of root: ScenarioNode, isOfView: Bool = false) {
    let features = (root["view"]?.entries ?? []).map(\.key)
    func named(_ key: String) -> [String] {
      (record[key]?.list() ?? []).compactMap { item in
        guard let name = item.text() else { return nil }
        if features.contains(name) { return name }
        item.unknown(name, "feature", known: features)
        return nil
      }
    }
    let isPerfect = record["view"]?.choice(["perfect"]) != nil
    perfect = named("perfect") + (isPerfect ? features : [])
    fresh = named("fresh")
    for (item, name) in zip(record["fresh"]?.list() ?? [], fresh) where !Self.isLate(name, root) {
      item.error("'\(name)' is fresh already: none of its steps shows earlier months")
    }
    var edits = (record["leave out"]?.list() ?? []).compactMap { item in
      item.text().map { TreeEdit(path: $0, position: item.node.position, change: .remove) }
    }
    for (key, change) in [("set", TreeEdit.Change.set), ("add", TreeEdit.Change.add)] {
      for entry in record[key]?.node.entries ?? [] {
        edits.append(
          TreeEdit(path: entry.key, position: entry.keyPosition, change: change(entry.value)))
      }
      if let reader = record[key], reader.node.entries == nil { _ = reader.named("place") }
    }
    self.edits = edits
    let reader = record.reader
    if isOfView {
      Self.noteBeyondView(edits, reader)
      return
    }
    if isEmpty, !reader.log.hasErrors {
      reader.error(
        "\(record.shape.title) must change something", advice: "leave out, set, add, perfect, fresh"
      )
      return nil
    }
    for edit in edits where Self.fixed.contains(where: { (edit.path + ".").hasPrefix($0 + ".") }) {
      reader.error(
        "'\(edit.path)' must stay as it is, so that the same customers can be set side by side",
        at: edit.position)
    }
  }

  /// Whether it changes nothing.
  var isEmpty: Bool { edits.isEmpty && perfect.isEmpty && fresh.isEmpty }

  private static func isLate(_ feature: String, _ root: ScenarioNode) -> Bool {
    root["view"]?[feature].map { ViewMechanism.all(in: $0).contains(.lateness) } ?? false
  }

  private static func noteBeyondView(_ edits: [TreeEdit], _ reader: ScenarioReader) {
    for edit in edits where !edit.path.hasPrefix("view.") {
      reader.error(
        "'\(edit.path)' is no part of the view, and a what-if asks for other data on the same customers",
        advice: "such as view.income.round; write a variant for other changes", at: edit.position)
    }
  }

  /// The changed tree, without the blocks that ask for counterfactuals and expectations.
  ///
  /// - Parameters:
  ///   - root: the scenario's tree.
  ///   - reader: where it is noted when an edit cannot be made.
  /// - Returns: the tree; nothing when an edit cannot be made.
  func applied(to root: ScenarioNode, _ reader: ScenarioReader) -> ScenarioNode? {
    var tree: ScenarioNode? = Self.withoutQuestions(root)
    for edit in edits { tree = tree.flatMap { edit.applied(to: $0, reader) } }
    for (names, mechanisms) in [(perfect, ViewMechanism.allCases), (fresh, [.lateness])] {
      for name in names {
        guard let steps = tree?["view"]?[name] else { continue }
        tree = tree?.replacing(
          at: ["view", name], with: PerfectSight.steps(of: steps, without: mechanisms))
      }
    }
    return tree
  }

  private static func withoutQuestions(_ root: ScenarioNode) -> ScenarioNode {
    let questions = ["variants", "expect", "gates", "tune"]
    let entries = (root.entries ?? []).filter { !questions.contains($0.key) }
    let left = ScenarioNode(content: .record(entries), position: root.position)
    guard let floor = left["floor"], let own = floor.entries else { return left }
    let others = own.filter { $0.key != "what if" }
    let asked = ScenarioNode(content: .record(others), position: floor.position)
    return left.replacing(at: ["floor"], with: asked) ?? left
  }
}
