// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// The exit code tells what happened.
@Suite struct ExitCodeTests {
  @Test func doneIsZero() throws {
    let scratch = try ScratchFolder()
    let small = Samples.scenario("small")
    for arguments in [
      ["run", small, "--out", "run"], ["generate", small, "--out", "population"],
      ["validate", small], ["list"], ["schema"], ["--help"], ["--version"],
    ] {
      let outcome = try BuiltSegbench.run(arguments, in: scratch.path)
      #expect(outcome.code == 0, "\(arguments): \(outcome.complaints)")
      #expect(outcome.complaints.isEmpty && !outcome.output.isEmpty, "\(arguments)")
    }
    #expect(try scratch.names() == ["population", "run"])
    let results = ["drift.csv", "manifest.json", "measurements.csv", "scenario.yaml", "summary.md"]
    #expect(try Samples.names(in: scratch.file("run")) == results)
    let files = ["ledger.csv", "truth.csv", "view.csv"]
    #expect(try Samples.names(in: scratch.file("population")) == files)
  }

  /// What can be measured is written; what cannot has one sentence and the exit code 2.
  @Test(arguments: [
    ("run", "unfitted", "could not be fitted: bayes: training needs at least one labelled"),
    ("run", "impossible", "could not be drawn: world.balance: impossible parameters in 493 of"),
    ("generate", "impossible", "could not be drawn: world.balance: impossible parameters in 493"),
    ("run", "not-numbers", "could not be worked out: world.power: not a number in"),
    (
      "run", "unknown-measure",
      "could not be worked out: classifiers.rule.tiers.measure: not a number in"
    ),
    ("run", "never-measured", "could not be measured: rule: no customer was given a segment"),
    ("generate", "not-numbers", "could not be worked out: world.power: not a number in"),
  ])
  func notMeasuredIsTwo(command: String, name: String, sentence: String) throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      [command, Samples.scenario(name), "--quiet", "--out", "out"], in: scratch.path)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix(sentence), "\(outcome.complaints)")
    #expect(outcome.complaints.split(separator: "\n").count == 1)
    #expect(try Samples.names(in: scratch.file("out")).count == (command == "run" ? 5 : 3))
    let told = [
      "impossible": ("impossible-draws", "world.balance", 0.493),
      "not-numbers": ("not-a-number", "world.power", 0.231),
      "unknown-measure": ("not-a-number", "classifiers.rule.tiers.measure", 0.09),
    ]
    guard command == "run", let (metric, place, share) = told[name] else { return }
    // Whoever reads the results alone is told too.
    let summary = try String(contentsOfFile: scratch.file("out/summary.md"), encoding: .utf8)
    #expect(summary.contains("## Values that could not be made"))
    #expect(summary.contains("- \(place): "))
    let rows = try Samples.rows(scratch.file("out/measurements.csv")).filter {
      $0.contains(Substring(metric)) && $0.contains(Substring(place))
    }
    let numbers = rows.flatMap { $0.compactMap { Double($0) } }
    #expect(rows.count == 1 && numbers.contains { abs($0 - share) < 1e-12 }, "\(rows)")
  }

  @Test func anUnmetExpectationIsSixtyFour() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["run", Samples.scenario("unmet"), "--out", "out", "--json"], in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("unmet.yaml:24:5: expect: "))
    #expect(outcome.complaints.contains("of tier 'high'"), "\(outcome.complaints)")
    #expect(try scratch.names().isEmpty)
  }
}
