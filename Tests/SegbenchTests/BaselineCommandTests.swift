// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// What `baseline` shows of what was accepted, and what it says where that cannot be used.
@Suite struct BaselineCommandTests {
  private func run(_ arguments: String..., in scratch: ScratchFolder) throws -> CommandOutcome {
    try BuiltSegbench.run(arguments, in: scratch.path)
  }

  /// A gate brings rows that were not kept before: nothing has changed with it.
  @Test func aNewGateChangesNoResults() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    let gates =
      GatedScenario.usualGates + "\n  - {metric: cohen-kappa, of: cut, worse by at most: 0.05}"
    try GatedScenario.write(scratch, gates: gates)
    let outcome = try run("baseline", "groups.yaml", in: scratch)
    #expect(
      outcome.output.contains("the scenario was changed, and gives the same results"),
      "\(outcome.output)")
    #expect(outcome.output.contains("  new: cohen-kappa of cut\n"), "\(outcome.output)")
    try GatedScenario.write(
      scratch, gates: "gates: [{metric: misclassification, of: cut, worse by at most: 1 %}]")
    let fewer = try run("baseline", "groups.yaml", in: scratch).output
    #expect(fewer.contains("and gives the same results"), "\(fewer)")
    #expect(fewer.contains("  no more: recall of cut in high (segment) 2026-01\n"), "\(fewer)")
  }

  /// What cannot be read is told and is no success, unless it is replaced.
  @Test func aDamagedBaselineIsNoSuccess() throws {
    let scratch = try GatedScenario.place()
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    let manifest = scratch.file("Results/baselines/groups/manifest.json")
    try Data("{".utf8).write(to: URL(filePath: manifest))
    for options in [[], ["--quiet"]] {
      let shown = try BuiltSegbench.run(["baseline", "groups.yaml"] + options, in: scratch.path)
      #expect(shown.code == 2 && shown.complaints.contains("manifest.json"), "\(shown)")
      #expect(shown.output.contains("cannot be read") == options.isEmpty)
    }
    #expect(try run("baseline", "groups.yaml", "--accept", in: scratch).code == 0)
    #expect(try run("baseline", "groups.yaml", in: scratch).output.contains("as accepted"))
  }

  @Test func severalAreMadeSideBySide() throws {
    let scratch = try GatedScenario.place()
    let text = try String(contentsOfFile: scratch.file("groups.yaml"), encoding: .utf8)
    for name in ["one", "two", "three"] {
      try Data(text.replacing("name: groups", with: "name: \(name)").utf8)
        .write(to: URL(filePath: scratch.file(name + ".yaml")))
    }
    let outcome = try run(
      "baseline", "one.yaml", "two.yaml", "three.yaml", "--accept", "--threads", "2", in: scratch)
    #expect(outcome.code == 0)
    let starts = outcome.output.split(separator: "\n").filter {
      $0.contains("this would be the first")
    }
    #expect(starts.map { $0.prefix { $0 != ":" } } == ["one", "two", "three"])
    let folder = scratch.file("Results/baselines/")
    let first = try Samples.files(in: folder + "one")
    #expect(try Samples.files(in: folder + "two")["counts.csv"] == first["counts.csv"])
  }
}
