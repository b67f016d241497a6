// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `baseline` and `check` from the first run to a broken gate.
@Suite struct GateCommandTests {
  private func run(_ arguments: String..., in scratch: ScratchFolder) throws -> CommandOutcome {
    try BuiltSegbench.run(arguments, in: scratch.path)
  }

  @Test func fromTheFirstRunToABrokenGate() throws {
    let scratch = try GatedScenario.place()
    let first = try run("check", "groups.yaml", in: scratch)
    #expect(first.code == 2)
    #expect(first.output.contains("no baseline in Results/baselines/groups"))
    let shown = try run("baseline", "groups.yaml", in: scratch)
    #expect(shown.code == 0 && shown.output.contains("this would be the first"))
    #expect(!FileManager.default.fileExists(atPath: scratch.file("Results/baselines")))
    let accepted = try run("baseline", "groups.yaml", "--accept", in: scratch)
    #expect(accepted.code == 0, "\(accepted.complaints)")
    #expect(
      try Samples.names(in: scratch.file("Results/baselines/groups"))
        == ["counts.csv", "learned.csv", "manifest.json", "measurements.csv", "scenario.yaml"])
    #expect(try run("baseline", "groups.yaml", in: scratch).output.contains("as accepted"))
    let passed = try run("check", "groups.yaml", in: scratch)
    #expect(passed.code == 0 && passed.output.contains("2 gates: 2 pass"), "\(passed.output)")
    try GatedScenario.write(scratch, cut: "1.6")
    let failed = try run("check", "groups.yaml", in: scratch)
    #expect(failed.code == 1, "\(failed.output)")
    #expect(failed.output.contains("groups.yaml:13: fail: misclassification of cut worse by"))
    #expect(failed.output.contains("wins : losses by true segment: low "))
    #expect(failed.output.contains("groups.yaml: the scenario was changed since its baseline"))
    let told = try run(
      "check", "groups.yaml", "--quiet", "--github", "--junit", "r.xml", "--markdown", "r.md",
      in: scratch)
    let notice = "::notice file=groups.yaml,line=13,col=5,title=changed since the baseline::"
    #expect(told.output.hasPrefix(notice + "the scenario was changed"), "\(told.output)")
    let junit = try String(contentsOfFile: scratch.file("r.xml"), encoding: .utf8)
    #expect(junit.contains(#"<property name="baseline" value="changed"/>"#))
    #expect(junit.contains("<system-out>the scenario was changed"))
    let markdown = try String(contentsOfFile: scratch.file("r.md"), encoding: .utf8)
    #expect(markdown.contains("the scenario was changed since its baseline"))
    let changed = try run("baseline", "groups.yaml", in: scratch)
    #expect(changed.output.contains("the scenario was changed, and so were the results"))
    #expect(changed.output.contains("+") && changed.output.contains("1.6"))
  }

  /// What is judged again from the same gives the same bytes, kept or run anew.
  @Test func anIdenticalRunPassesByteForByte() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    let before = try Samples.files(in: scratch.file("Results/baselines"))
    let plain = try run("check", "groups.yaml", "--json", in: scratch)
    #expect(plain.code == 0)
    for options in [["--json"], ["--json", "--no-cache"], ["--json", "--threads", "3"]] {
      let again = try BuiltSegbench.run(["check", "groups.yaml"] + options, in: scratch.path)
      #expect(again.code == 0 && again.output == plain.output, "\(options)")
    }
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    #expect(try Samples.files(in: scratch.file("Results/baselines")) == before)
  }

  /// Scenarios that results and baselines keep are none to be judged.
  @Test func aFolderWithItsBaselinesIsChecked() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    #expect(try run("run", "groups.yaml", "--quiet", in: scratch).code == 0)
    let outcome = try run("check", ".", in: scratch)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("2 gates: 2 pass"))
  }

  /// A scenario by its other usual ending is one too.
  @Test func aFolderMayHoldYml() throws {
    let scratch = try GatedScenario.place(
      gates: "gates: [{metric: misclassification, of: cut, at most: 40 %}]")
    try FileManager.default.moveItem(
      atPath: scratch.file("groups.yaml"), toPath: scratch.file("groups.yml"))
    let outcome = try run("check", ".", in: scratch)
    #expect(outcome.code == 0 && outcome.output.contains("1 gate: 1 pass"), "\(outcome)")
  }

  /// Who may read all cannot be refused.
  @Test(.enabled(if: getuid() != 0, "needs a user who is not the superuser"))
  func aFolderThatCannotBeReadIsRefused() throws {
    let scratch = try GatedScenario.place()
    let folder = scratch.file("closed")
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0])
    let outcome = try run("check", "closed", in: scratch)
    #expect(outcome.code == 64 && outcome.complaints.contains("'closed', or one in it, cannot be"))
  }

  @Test func aRenamedSegmentIsNotMeasurable() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    try GatedScenario.write(
      scratch,
      gates: "gates: [{metric: recall, of: cut, segment: upper, worse by at most: 1 %}]",
      high: "upper")
    let outcome = try run("check", "groups.yaml", in: scratch)
    #expect(outcome.code == 2)
    #expect(outcome.output.contains("in the baseline, scheme 'group' has no segment 'upper'"))
  }

  /// A level of the world that the baseline's world does not have; of the others the gate is judged.
  @Test func aGroupThatTheBaselineLacksIsNotMeasurable() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    try GatedScenario.write(
      scratch,
      gates: "gates: [{metric: misclassification, of: cut, group: group, worse by at most: 1 %}]",
      high: "upper")
    let outcome = try run("check", "groups.yaml", in: scratch)
    #expect(outcome.code == 2)
    #expect(outcome.output.contains("misclassification of cut for group low worse by"))
    #expect(
      outcome.output.contains(
        "groups.yaml:12: not measurable: misclassification of cut for group upper worse by at most 1 %\n"
          + "  in the baseline, 'group' has no level 'upper'"), "\(outcome.output)")
    #expect(outcome.output.contains("2 gates: 1 pass, 1 not measurable"))
  }

  /// The manifest tells an edit by hand from what the tool wrote.
  @Test func anEditedBaselineIsNoBaseline() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    let folder = scratch.file("Results/baselines/groups")
    let counts = try String(contentsOfFile: folder + "/counts.csv", encoding: .utf8)
    let row = try #require(counts.split(separator: "\n").dropFirst().first)
    let number = try #require(row.split(separator: ",").last)
    let fewer = row.dropLast(number.count) + "\(try #require(Int(number)) - 40)"
    try Data(counts.replacing(row, with: fewer).utf8)
      .write(to: URL(filePath: folder + "/counts.csv"))
    let edited = try run("check", "groups.yaml", in: scratch)
    #expect(edited.code == 2)
    #expect(edited.output.contains("this is not the file its manifest.json was written with"))
  }

  @Test func anUnchangedSubstanceIsTheSame() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    try GatedScenario.write(scratch, note: "other words")
    let outcome = try run("check", "groups.yaml", "--json", in: scratch)
    #expect(outcome.code == 0 && outcome.output.contains(#""baseline" : "same""#))
  }

  @Test func whatCannotBeCheckedIsRefused() throws {
    let scratch = try GatedScenario.place(gates: "")
    let without = try run("check", "groups.yaml", in: scratch)
    #expect(without.code == 64 && without.complaints.contains("has no gates"))
    let missing = try run("check", "nowhere", in: scratch)
    #expect(missing.code == 64 && missing.complaints.contains("no file or folder 'nowhere'"))
    let both = try run("check", "groups.yaml", "--json", "--github", in: scratch)
    #expect(both.code == 64 && both.complaints.contains("both print on standard output"))
    let power = try run("check", "groups.yaml", "--power", "2", in: scratch)
    #expect(power.code == 64 && power.complaints.contains("must be a share"))
  }

  /// A pass says what it is worth where that is less than usual.
  @Test func aWeakPassIsCalledOne() throws {
    let gate = "{metric: misclassification, of: cut, at most: 15.9 %"
    let scratch = try GatedScenario.place(
      gates:
        "gates: [\(gate), claim: not shown worse}, {metric: recall, of: cut, segment: high, at least: 50 %}]"
    )
    let outcome = try run("check", "groups.yaml", "--markdown", "gates.md", in: scratch)
    #expect(outcome.code == 0, "\(outcome.output)")
    let page = try String(contentsOfFile: scratch.file("gates.md"), encoding: .utf8)
    for text in [outcome.output, page] {
      #expect(
        text.contains("  pass, not shown worse  ") || text.contains("| pass, not shown worse |"))
      #expect(text.contains("pass, not shown worse: not shown to lie beyond the limit"))
      #expect(text.contains("2 gates: 2 pass"))
    }
  }
}
