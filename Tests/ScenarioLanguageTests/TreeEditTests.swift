// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage
import Testing

/// Changes of a tree by written places.
@Suite struct TreeEditTests {
  private static let text = """
    drift:
      sale: {changes: {population.entry: {set: 2}}}
    view:
      income:
        - of: income
        - times: 2
          per: month
        - heap: {to: 10, share: 0.5}
    x[1..3]: {sd: 1}
    """

  private static func changed(
    _ path: String, _ change: TreeEdit.Change
  ) throws -> (text: String?, problems: [String]) {
    let root = try ScenarioDocument(text: text, file: "test.yaml").root
    let log = ProblemLog()
    let edit = TreeEdit(path: path, position: root.position, change: change)
    let tree = edit.applied(to: root, ScenarioReader(root, log: log))
    return (tree?.yamlText, log.problems.map(\.message))
  }

  private static func node(_ text: String) throws -> ScenarioNode {
    try #require(try ScenarioDocument(text: "value: \(text)", file: "value.yaml").root["value"])
  }

  /// Each case names a place, the lines that must be gone and those that must have come.
  @Test(arguments: [
    ("view.income.heap.share", "share: 0.5", "share: 7"),
    ("view.income.times", "times: 2", "times: 7"),
    ("view.income.[2].per", "per: month", "per: 7"),
    ("drift.sale.changes.population.entry.set", "set: 2", "set: 7"),
    ("x[1..3].sd", "sd: 1", "sd: 7"),
  ])
  func aValueIsSet(path: String, gone: String, new: String) throws {
    let (text, problems) = try Self.changed(path, .set(try Self.node("7")))
    let plain = try ScenarioDocument(text: Self.text, file: "test.yaml").root.yamlText
    #expect(problems.isEmpty)
    #expect(plain.contains(gone))
    #expect(text == plain.replacing(gone, with: new))
  }

  @Test func anEntryOrAStepIsTakenOut() throws {
    let drift = try #require(try Self.changed("drift.sale", .remove).text)
    #expect(drift.hasPrefix("drift: {}\n"))
    let step = try #require(try Self.changed("view.income.times", .remove).text)
    #expect(!step.contains("times") && !step.contains("per") && step.contains("heap"))
    let key = try #require(try Self.changed("view.income.[2].per", .remove).text)
    #expect(key.contains("times") && !key.contains("per"))
  }

  @Test func aStepGoesBehindAnotherOrToTheEnd() throws {
    let step = try Self.node("{insert after: of, step: {round: 1}}")
    let behind = try #require(try Self.changed("view.income", .add(step)).text)
    #expect(behind.contains("- of: income\n    - round: 1\n    - times: 2"))
    let last = try #require(try Self.changed("view.income", .add(try Self.node("{round: 1}"))).text)
    #expect(last.contains("share: 0.5\n    - round: 1\n"))
    let key = try #require(try Self.changed("view.age", .add(try Self.node("[{of: age}]"))).text)
    #expect(key.contains("  age:\n    - of: age\n"))
  }

  @Test func aPlaceThatIsNotThereIsToldWithTheNearestName() throws {
    #expect(
      try Self.changed("view.incme", .remove).problems == [
        "unknown key of 'view' 'incme' (did you mean 'income'?)"
      ])
    #expect(
      try Self.changed("drift.sale", .add(try Self.node("1"))).problems == [
        "'drift.sale' is there already"
      ])
  }
}
