// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// What goes to the outputs, which are pipes here as they are in a script.
@Suite struct OutputTests {
  private func run(_ options: [String], of name: String = "small") throws -> CommandOutcome {
    let scratch = try ScratchFolder()
    return try BuiltSegbench.run(
      ["run", Samples.scenario(name), "--out", "out"] + options, in: scratch.path,
      environment: ["TERM": "xterm-256color"])
  }

  @Test func jsonIsOneDocumentAndNothingElse() throws {
    let outcome = try run(["--json"])
    #expect(outcome.code == 0 && outcome.complaints.isEmpty)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let document = try #require(value as? [String: Any])
    #expect(Set(document.keys) == ["drift", "manifest", "measurements"])
    let rows = try #require(document["measurements"] as? [[String: Any]])
    #expect(rows.count > 100)
    #expect(rows.allSatisfy { $0["value"] is NSNumber || $0["reason"] is String })
    let manifest = try #require(document["manifest"] as? [String: Any])
    #expect(manifest["scenario"] as? String == "small")
  }

  /// What could not be measured is told beside the document, not in it.
  @Test func jsonStaysADocumentWhenSomethingFailed() throws {
    let outcome = try run(["--json"], of: "unfitted")
    #expect(outcome.code == 2)
    #expect(outcome.complaints.hasPrefix("could not be fitted: bayes: "))
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    #expect((value as? [String: Any])?["measurements"] != nil)
  }

  @Test func jsonHoldsWhatTheFileHolds() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["run", Samples.scenario("small"), "--out", "out", "--json"], in: scratch.path)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let rows = try #require((value as? [String: Any])?["measurements"] as? [[String: Any]])
    let file = try String(contentsOfFile: scratch.file("out/measurements.csv"), encoding: .utf8)
    #expect(rows.count == file.split(separator: "\n").count - 1)
  }

  @Test func quietPrintsNothing() throws {
    let scratch = try ScratchFolder()
    for command in ["run", "generate", "validate"] {
      let folder = command == "validate" ? [] : ["--out", command]
      let outcome = try BuiltSegbench.run(
        [command, Samples.scenario("small"), "--quiet"] + folder, in: scratch.path)
      #expect(outcome.code == 0)
      #expect(outcome.output.isEmpty && outcome.complaints.isEmpty, "\(command)")
    }
    #expect(try scratch.names() == ["generate", "run"])
  }

  /// Neither colours nor a progress line, which would use an escape or a carriage return.
  @Test func pipesGetNoEscapesAndNoProgress() throws {
    let scratch = try ScratchFolder()
    let (small, wrong) = (Samples.scenario("small"), Samples.scenario("unknown-key"))
    for arguments in [
      ["run", small, "--out", "run", "--customers", "60000"],
      ["generate", small, "--out", "population"], ["validate", small], ["validate", wrong],
      ["list"],
      ["schema"], ["run", Samples.scenario("unfitted"), "--out", "unfitted"],
    ] {
      let outcome = try BuiltSegbench.run(
        arguments, in: scratch.path, environment: ["TERM": "xterm-256color", "COLUMNS": "80"])
      for text in [outcome.output, outcome.complaints] {
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" }, "\(arguments)")
      }
    }
  }

  @Test func theSummaryNamesWhatAPersonLooksFor() throws {
    let text = try run([]).output
    for word in ["1,500 customers in 2026-01", "tier", "cut", "bayes", "results: out\n"] {
      #expect(text.contains(word), "\(word) in \(text)")
    }
  }

  @Test func aVariantStandsBesideItsScenario() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["run", Samples.scenario("small-variants"), "--variant", "no_noise"], in: scratch.path)
    #expect(outcome.code == 0 && outcome.complaints.isEmpty)
    #expect(outcome.output.hasPrefix("variant no_noise\n  leave out: view.balance.times\n"))
    #expect(outcome.output.hasSuffix("results: Results/small-variants-no_noise\n"))
    let folder = scratch.file("Results/small-variants-no_noise")
    let table = try String(contentsOfFile: folder + "/measurements.csv", encoding: .utf8)
    #expect(table.contains(",difference,paired,"))
    let again = try BuiltSegbench.run(
      ["run", folder + "/scenario.yaml", "--quiet", "--out", "again"], in: scratch.path)
    #expect(again.code == 0)
    let own = try String(contentsOfFile: scratch.file("again/measurements.csv"), encoding: .utf8)
    let rows = Set(table.split(separator: "\n"))
    #expect(own.split(separator: "\n").allSatisfy(rows.contains))
  }

  /// Without a folder of one's own the results stand below the present folder, by the scenario's name.
  @Test func resultsGoToAFolderOfTheScenariosName() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["run", Samples.scenario("small"), "--customers", "100"], in: scratch.path)
    #expect(outcome.code == 0)
    #expect(outcome.output.hasSuffix("results: Results/small\n"))
    #expect(try Samples.names(in: scratch.file("Results/small")).contains("measurements.csv"))
  }
}
