// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// Where `check` finds scenarios and baselines, and where it writes.
@Suite struct GatePlaceTests {
  private func run(_ arguments: String..., in scratch: ScratchFolder) throws -> CommandOutcome {
    try BuiltSegbench.run(arguments, in: scratch.path)
  }

  private static let bound = "gates: [{metric: misclassification, of: cut, at most: 40 %}]"

  /// A copy of the scenario under another name.
  private func copy(_ scratch: ScratchFolder, _ name: String, to file: String) throws {
    let text = try String(contentsOfFile: scratch.file("groups.yaml"), encoding: .utf8)
    try Data(text.replacing("name: groups", with: "name: \(name)").utf8)
      .write(to: URL(filePath: scratch.file(file)))
  }

  private func makeFolder(_ scratch: ScratchFolder, _ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: scratch.file(name), withIntermediateDirectories: true)
  }

  /// A scenario that was deleted is told by its baseline, not by silence.
  @Test func aDeletedScenarioIsTold() throws {
    let scratch = try GatedScenario.place(gates: Self.bound)
    try makeFolder(scratch, "set")
    try copy(scratch, "one", to: "set/one.yaml")
    try copy(scratch, "two", to: "set/two.yaml")
    #expect(try run("baseline", "set/one.yaml", "set/two.yaml", "--accept", in: scratch).code == 0)
    #expect(!(try run("check", "set", in: scratch)).output.contains("no scenario of this name"))
    try FileManager.default.removeItem(atPath: scratch.file("set/two.yaml"))
    let told = "Results/baselines/two: no scenario of this name was found"
    let outcome = try run(
      "check", "set", "--junit", "r.xml", "--markdown", "r.md", in: scratch)
    #expect(outcome.code == 0 && outcome.output.contains(told), "\(outcome)")
    let junit = try String(contentsOfFile: scratch.file("r.xml"), encoding: .utf8)
    #expect(junit.contains(#"name="Results/baselines/two""#))
    let markdown = try String(contentsOfFile: scratch.file("r.md"), encoding: .utf8)
    #expect(markdown.contains("baselines/two: no scenario of this name"), "\(markdown)")
    let commands = try run("check", "set", "--github", "--quiet", in: scratch).output
    #expect(commands.hasPrefix("::warning file=Results/baselines/two/scenario.yaml,"))
    let json = try run("check", "set", "--json", in: scratch).output
    #expect(json.contains("\"Results/baselines/two\""))
    // Scenarios elsewhere in the usual folder are no deleted ones for who checks a part.
    try makeFolder(scratch, "Scenarios/other")
    try copy(scratch, "two", to: "Scenarios/other/two.yaml")
    try Data("no: [scenario".utf8).write(to: URL(filePath: scratch.file("Scenarios/broken.yaml")))
    #expect(!(try run("check", "set", in: scratch)).output.contains("no scenario of this name"))
    // Who names files asks about these only.
    #expect(!(try run("check", "set/one.yaml", in: scratch)).output.contains("two"))
  }

  /// A folder that links lead to is searched, and once, also when it leads back to itself.
  @Test func linkedFoldersAreSearchedOnce() throws {
    let scratch = try GatedScenario.place(gates: Self.bound)
    try makeFolder(scratch, "elsewhere")
    try makeFolder(scratch, "set")
    try copy(scratch, "one", to: "elsewhere/one.yaml")
    for (link, target) in [("set/linked", "../elsewhere"), ("elsewhere/back", "../elsewhere")] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.file(link), withDestinationPath: target)
    }
    let outcome = try run("check", "set", "elsewhere", in: scratch)
    #expect(outcome.code == 0 && outcome.output.contains("1 gate: 1 pass"), "\(outcome)")
  }

  /// A baseline that was accepted for something else is told.
  @Test func aBaselineOfAnotherScenarioIsTold() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    try copy(scratch, "renamed", to: "groups.yaml")
    try FileManager.default.moveItem(
      atPath: scratch.file("Results/baselines/groups"),
      toPath: scratch.file("Results/baselines/renamed"))
    let text = try String(contentsOfFile: scratch.file("groups.yaml"), encoding: .utf8)
    try Data(text.replacing("customers: 3_000", with: "customers: 4_000").utf8)
      .write(to: URL(filePath: scratch.file("groups.yaml")))
    let outcome = try run("check", "groups.yaml", in: scratch)
    #expect(
      outcome.output.contains("the baseline was accepted for the scenario 'groups'"), "\(outcome)")
    #expect(
      outcome.output.contains("the baseline has 3,000 customers, the scenario 4,000"), "\(outcome)")
  }

  /// The folder is told, so another one that is not there either is another answer.
  @Test func verdictsWithoutBaselineAreNotThoseOfAnotherFolder() throws {
    let scratch = try GatedScenario.place()
    let first = try run("check", "groups.yaml", in: scratch)
    #expect(first.output.contains("no baseline in Results/baselines/groups"))
    let other = try run("check", "groups.yaml", "--baselines", "kept", in: scratch)
    #expect(other.output.contains("no baseline in kept/groups"), "\(other.output)")
  }

  /// What a scenario is built on is read too.
  @Test func outputsReplaceNoFileThatIsBuiltOn() throws {
    let scratch = try GatedScenario.place(gates: "")
    try Data("extends: groups.yaml\n\(Self.bound)\n".utf8)
      .write(to: URL(filePath: scratch.file("gated.yaml")))
    let outcome = try run("check", "gated.yaml", "--markdown", "groups.yaml", in: scratch)
    #expect(outcome.code == 64 && outcome.complaints.contains("would replace"), "\(outcome)")
    #expect(try run("check", "gated.yaml", in: scratch).code == 0)
  }

  @Test func outputsTakeNoOthersPlace() throws {
    let scratch = try GatedScenario.place()
    let one = try run("check", "groups.yaml", "--junit", "r", "--markdown", "./r", in: scratch)
    #expect(one.code == 64 && one.complaints.contains("name one file"), "\(one)")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("here"), withDestinationPath: ".")
    let linked = try run(
      "check", "groups.yaml", "--junit", "r", "--markdown", "here/r", in: scratch)
    #expect(linked.code == 64 && linked.complaints.contains("name one file"), "\(linked)")
    // Also before there is a baseline.
    for place in [
      "Results/baselines/groups/counts.csv", "groups.yaml", "Results/.cache/groups.json",
    ] {
      for option in ["--junit", "--markdown"] {
        let outcome = try run("check", "groups.yaml", option, place, in: scratch)
        #expect(
          outcome.code == 64 && outcome.complaints.contains("would replace"), "\(outcome)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.file("Results")))
    #expect(!FileManager.default.fileExists(atPath: scratch.file("r")))
  }
}
