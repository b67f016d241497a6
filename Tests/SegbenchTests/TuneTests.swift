// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `tune` finds better values and tells what they are worth.
@Suite struct TuneTests {
  @Test func whatNothingMeetsIsOneAndLeavesTheFile() throws {
    let scratch = try ScratchFolder()
    let path = try Samples.tuning("two-normals", to: scratch) {
      $0 + "  keep:\n    - {metric: recall, segment: low, at least: 0.99}\n"
        + "    - {metric: recall, segment: high, at least: 0.9}\n"
    }
    let before = try Samples.text(path)
    let outcome = try BuiltSegbench.run(["tune", path, "--write"], in: scratch.path)
    #expect(outcome.code == 1 && outcome.complaints.isEmpty, "\(outcome.complaints)")
    #expect(outcome.output.contains("no choice of values meets the conditions"))
    #expect(outcome.output.contains("missed"))
    #expect(try Samples.text(path) == before)
    let report = try Samples.text(scratch.file("Results/two-normals/tune/tune.md"))
    #expect(report.contains("| recall high |"))
  }

  @Test func anInterruptedStudyGoesOn() throws {
    let scratch = try ScratchFolder()
    let path = try Samples.tuning("three-limits", to: scratch)
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
      let path = try Samples.tuning(name, to: scratch)
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
    if name != "small" { path = try Samples.tuning("two-normals", to: scratch) }
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
    let path = try Samples.tuning("two-normals", to: scratch) {
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
    #expect(study["ended-by"] as? String == "every choice")
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
    let path = try Samples.tuning("odd", to: scratch)
    #expect(try BuiltSegbench.run(["tune", path, "--quiet"], in: scratch.path).code == 0)
    let outcome = try BuiltSegbench.run(
      ["tune", path, "--resume", "--seed", "9"], in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.complaints.contains("it is a study of another scenario"))
  }
}
