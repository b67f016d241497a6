// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `tune` finds better values, tells what they are worth, and changes nothing but them.
@Suite struct TuneTests {
  private func copy(
    _ name: String, to scratch: ScratchFolder, _ change: (String) -> String = { $0 }
  ) throws -> String {
    let text = try String(
      contentsOfFile: Samples.fixture("Tuning/\(name).yaml"), encoding: .utf8)
    let path = scratch.file("\(name).yaml")
    try Data(change(text).utf8).write(to: URL(filePath: path))
    return path
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func onlyTheValueChangesInACommentedFile() throws {
    let scratch = try ScratchFolder()
    let path = try copy("odd", to: scratch) { $0.replacing("\n", with: "\r\n") }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link.yaml"), withDestinationPath: "odd.yaml")
    let before = try text(path)
    let dry = try BuiltSegbench.run(["tune", "link.yaml", "--dry-run"], in: scratch.path)
    #expect(dry.code == 0 && dry.complaints.isEmpty, "\(dry.complaints)")
    #expect(dry.output.contains("\n-            thresholds:   {  limit:   1_000   }"))
    #expect(try text(path) == before)
    let outcome = try BuiltSegbench.run(
      ["tune", "link.yaml", "--write", "--quiet"], in: scratch.path)
    #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.complaints)")
    let after = try text(path)
    let old = try #require(before.range(of: "limit:   1_000   }"))
    let written = try #require(after.firstMatch(of: /limit:   ([0-9_]+)   }/))
    #expect(
      before.replacingCharacters(in: old, with: "limit:   \(written.1)   }") == after)
    #expect(dry.output.contains("limit:   \(written.1)   }"))
    let digits = String(written.1).replacing("_", with: "")
    let number = try #require(Double(digits))
    #expect((150_000...250_000).contains(number), "half way between the groups lies 200,000")
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o640)
    #expect(
      try Samples.names(in: scratch.file("Results/odd/tune")) == [
        "candidates.csv", "study.json", "tune.md",
      ])
    let again = try BuiltSegbench.run(["tune", "odd.yaml", "--write"], in: scratch.path)
    #expect(again.output.contains("the file's values cannot be told apart from the best"))
    #expect(try text(path) == after)
  }

  /// Editors of other systems begin a file with a byte order mark: it stays.
  @Test func aByteOrderMarkStays() throws {
    let scratch = try ScratchFolder()
    let path = try copy("two-normals", to: scratch) { "\u{FEFF}" + $0 }
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(Array(before.prefix(3)) == [0xEF, 0xBB, 0xBF])
    let outcome = try BuiltSegbench.run(["tune", path, "--write", "--quiet"], in: scratch.path)
    #expect(outcome.code == 0 && outcome.complaints.isEmpty, "\(outcome.complaints)")
    let after = try Data(contentsOf: URL(filePath: path))
    #expect(after != before && after.prefix(3) == before.prefix(3))
    #expect(after.dropFirst(3).first != 0xEF)
  }

  @Test func whatNothingMeetsIsOneAndLeavesTheFile() throws {
    let scratch = try ScratchFolder()
    let path = try copy("two-normals", to: scratch) {
      $0 + "  keep:\n    - {metric: recall, segment: low, at least: 0.99}\n"
        + "    - {metric: recall, segment: high, at least: 0.9}\n"
    }
    let before = try text(path)
    let outcome = try BuiltSegbench.run(["tune", path, "--write"], in: scratch.path)
    #expect(outcome.code == 1 && outcome.complaints.isEmpty, "\(outcome.complaints)")
    #expect(outcome.output.contains("no choice of values meets the conditions"))
    #expect(outcome.output.contains("missed"))
    #expect(try text(path) == before)
    let report = try text(scratch.file("Results/two-normals/tune/tune.md"))
    #expect(report.contains("| recall high |"))
  }

  @Test func anInterruptedStudyGoesOn() throws {
    let scratch = try ScratchFolder()
    let path = try copy("three-limits", to: scratch)
    let options = ["tune", path, "--quiet", "--customers", "20000", "--threads", "2"]
    let command = try BuiltSegbench.start(options + ["--out", "a"], in: scratch.path)
    let begun = { FileManager.default.fileExists(atPath: scratch.file("a/candidates.csv")) }
    let wasInterrupted = command.interrupt(when: begun)
    let first = command.outcome()
    if wasInterrupted, first.code == 130 {
      #expect(
        first.complaints == "interrupted: '--resume' goes on with the candidates found so far\n")
    }
    let resumed = try BuiltSegbench.run(options + ["--out", "a", "--resume"], in: scratch.path)
    #expect(resumed.code == 0, "\(resumed.complaints)")
    let whole = try BuiltSegbench.run(options + ["--out", "b", "--threads", "1"], in: scratch.path)
    #expect(whole.code == 0, "\(whole.complaints)")
    #expect(
      try Samples.files(in: scratch.file("a")) == (try Samples.files(in: scratch.file("b"))))
  }

  /// The study, its page and the tuned file are the same bytes at any number of threads.
  @Test(arguments: ["two-normals", "three-limits"])
  func threadsChangeNoByte(name: String) throws {
    var found: [[String: Data]] = []
    for threads in ["1", "2", "7"] {
      let scratch = try ScratchFolder()
      let path = try copy(name, to: scratch)
      let outcome = try BuiltSegbench.run(
        ["tune", path, "--write", "--quiet", "--threads", threads], in: scratch.path)
      #expect(outcome.code == 0, "\(outcome.complaints)")
      found.append(try Samples.files(in: scratch.path))
    }
    #expect(found[0].keys.contains { $0.hasSuffix("candidates.csv") })
    #expect(found[1] == found[0] && found[2] == found[0])
  }

  @Test(arguments: [
    ("small", [], "it has no 'tune' block"),
    ("two-normals", ["--resume"], "there is no study to go on with"),
    ("two-normals", ["--write", "--dry-run"], "take one"),
    ("extended", ["--write"], "which this file extends"),
  ])
  func whatCannotBeDoneIsSixtyFour(name: String, options: [String], message: String) throws {
    let scratch = try ScratchFolder()
    var path = Samples.scenario("small")
    if name != "small" { path = try copy("two-normals", to: scratch) }
    if name == "extended" {
      path = scratch.file("extended.yaml")
      try Data("extends: two-normals.yaml\nseed: 5\n".utf8).write(to: URL(filePath: path))
    }
    let outcome = try BuiltSegbench.run(["tune", path] + options, in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.complaints.contains(message), "\(outcome.complaints)")
    #expect(try scratch.names().allSatisfy { $0.hasSuffix(".yaml") }, "nothing was searched")
  }

  /// Programs read in the study what people read in its page: gains, spreads and conditions.
  @Test func theStudyTellsWhatItIsWorth() throws {
    let scratch = try ScratchFolder()
    let path = try copy("two-normals", to: scratch) {
      $0 + "  keep: [{metric: recall, segment: low, at least: 0.5}]\n"
    }
    #expect(try BuiltSegbench.run(["tune", path, "--quiet"], in: scratch.path).code == 0)
    let file = URL(filePath: scratch.file("Results/two-normals/tune/study.json"))
    let parsed = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    let study = try #require(parsed as? [String: Any])
    for difference in [study["gain"], (study["fresh"] as? [String: Any])?["optimism"]] {
      let numbers = try #require(difference as? [String: Double])
      let value = try #require(numbers["value"])
      let (low, high) = (try #require(numbers["low"]), try #require(numbers["high"]))
      #expect(low <= value && value <= high)
    }
    let value = try #require((study["values"] as? [[String: Any]])?.first)
    let spread = try #require(value["spread"] as? [String: Double])
    #expect(try #require(spread["least"]) <= #require(spread["greatest"]))
    #expect(value["importance"] as? Double == 1)
    let condition = try #require((study["conditions"] as? [[String: Any]])?.first)
    #expect(condition["metric"] as? String == "recall low" && condition["met"] as? String == "yes")
  }

  /// A study of a scenario that was changed since is not gone on with.
  @Test func aStudyOfAnotherScenarioIsRefused() throws {
    let scratch = try ScratchFolder()
    let path = try copy("odd", to: scratch)
    #expect(try BuiltSegbench.run(["tune", path, "--quiet"], in: scratch.path).code == 0)
    let outcome = try BuiltSegbench.run(
      ["tune", path, "--resume", "--seed", "9"], in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.complaints.contains("it is a study of another scenario"))
  }
}
