// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import TestSupport
import Testing

/// `frontier` writes its table, and refuses what has no tiers.
@Suite struct FrontierCommandTests {
  @Test func theTableIsPrintedAndWritten() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["frontier", Samples.fixture("Workbench/frontier.yaml"), "--customers", "500"],
      in: scratch.path)
    #expect(outcome.code == 0 && outcome.complaints.isEmpty, "\(outcome.complaints)")
    #expect(outcome.output.contains("as written"))
    let folder = scratch.file("Results/frontier/frontier")
    #expect(try Samples.names(in: folder) == FrontierArchive.fileNames)
    let csv = try String(contentsOfFile: folder + "/frontier.csv", encoding: .utf8)
    #expect(csv.hasPrefix("grace,margin,switches,switches-low,switches-high,unneeded,"))
    #expect(csv.split(separator: "\n").count == 6)
  }

  /// A rule that cannot be measured, or only in part, has its table written all the same.
  @Test(arguments: [
    ("never-measured", "could not be measured: rule: no customer was given a tier"),
    ("unknown-measure", "could not be worked out: classifiers.rule.tiers.measure: not a number in"),
  ])
  func whatIsNotKnownIsTwo(name: String, sentence: String) throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["frontier", Samples.fixture("Workbench/\(name).yaml"), "--quiet"], in: scratch.path)
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix(sentence), "\(outcome.complaints)")
    let folder = scratch.file("Results/\(name)/frontier")
    #expect(try Samples.names(in: folder) == FrontierArchive.fileNames)
    let csv = try String(contentsOfFile: folder + "/frontier.csv", encoding: .utf8)
    #expect(csv.contains("\n1,0,,,") == (name == "never-measured"))
  }

  @Test func whatHasNoTiersIsRefused() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["frontier", Samples.fixture("Workbench/small.yaml")], in: scratch.path)
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.complaints.contains("it has no classifier with 'tiers'"))
    #expect(try scratch.names().isEmpty)
  }
}
