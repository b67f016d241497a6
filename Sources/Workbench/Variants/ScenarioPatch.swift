// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import ScenarioLanguage

/// A named change of a scenario: a list of edits of its tree.
public struct ScenarioPatch: Sendable {
  /// The keys of a variant.
  static let variantShape = RecordShape("a variant", fields, mayBeAnnotated: true)
  private static let fields: [RecordShape.Field] = [
    .init("leave out", .list(.name), "places whose entry is taken out, such as drift.campaign"),
    .init(
      "set", .named(.anything, "place"),
      "other values by place, such as view.risk_quiz.likert.reliability: 0.9"),
    .init(
      "add", .named(.anything, "place"),
      "new keys of records and new items of lists by place; {insert after: of, step: {…}} puts a step "
        + "behind another"),
    .init("perfect", .list(.name), "features of the view that are seen as they truly are"),
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

  /// What is changed, one line each, in the words of the scenario.
  public var lines: [String] {
    let changes = edits.map { edit in
      switch edit.change {
      case .remove: "leave out: \(edit.path)"
      case .set(let value): "set: \(edit.path): \(Self.brief(value))"
      case .add(let value): "add: \(edit.path): \(Self.brief(value))"
      }
    }
    return changes + (perfect.isEmpty ? [] : ["perfect: \(perfect.joined(separator: ", "))"])
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
  init?(reading record: RecordReader, of root: ScenarioNode) {
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
    if edits.isEmpty, perfect.isEmpty, !reader.log.hasErrors {
      reader.error(
        "\(record.shape.title) must change something", advice: "leave out, set, add, perfect")
      return nil
    }
    for edit in edits where Self.fixed.contains(where: { (edit.path + ".").hasPrefix($0 + ".") }) {
      reader.error(
        "'\(edit.path)' must stay as it is, so that the same customers can be set side by side",
        at: edit.position)
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
    for name in perfect {
      guard let steps = tree?["view"]?[name] else { continue }
      tree = tree?.replacing(at: ["view", name], with: PerfectSight.steps(of: steps))
    }
    return tree
  }

  private static func withoutQuestions(_ root: ScenarioNode) -> ScenarioNode {
    let questions = ["variants", "expect", "gates", "tune"]
    let entries = (root.entries ?? []).filter { !questions.contains($0.key) }
    return ScenarioNode(content: .record(entries), position: root.position)
  }
}
