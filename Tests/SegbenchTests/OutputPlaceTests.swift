// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// A place that cannot take results is found before the work begins, and left as it was.
@Suite struct OutputPlaceTests {
  /// More customers than any test could wait for: whoever starts the work is not done in time.
  private static let endless = ["--customers", "4000000000", "--months", "1200"]

  private func scratch() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    try Data("truth,said\na,b\nb,b\n".utf8).write(to: URL(filePath: scratch.file("said.csv")))
    try FileManager.default.createDirectory(
      atPath: scratch.file("taken/truth.csv"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: scratch.file("taken/summary.md"), withIntermediateDirectories: true)
    return scratch
  }

  private func expectRefusal(
    _ arguments: [String], _ sentence: String, in scratch: ScratchFolder
  ) throws {
    let before = try FileManager.default.subpathsOfDirectory(atPath: scratch.path).sorted()
    let outcome = try BuiltSegbench.run(arguments, in: scratch.path)
    #expect(outcome.code == 64, "\(arguments)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix("--out: "), "\(outcome.complaints)")
    #expect(outcome.complaints.contains(sentence), "\(outcome.complaints)")
    #expect(outcome.complaints.split(separator: "\n").count == 1, "\(outcome.complaints)")
    let after = try FileManager.default.subpathsOfDirectory(atPath: scratch.path).sorted()
    #expect(after == before)
  }

  /// Folders that can be none, by what the message must say and advise.
  @Test(arguments: [
    ("said.csv", "it is there already and no folder; name a folder"),
    ("said.csv/out", "the folder cannot be made (Not a directory); a part of the path is a file"),
    ("taken", "it is a folder; name a file, or a place where that name is free"),
    ("/dev/null", "it is there already and no folder; name a folder"),
    (String(repeating: "x", count: 300), "(File name too long); choose a shorter name"),
  ])
  func aFolder(path: String, sentence: String) throws {
    for command in ["run", "generate"] {
      let scenario = [command, Samples.scenario("small"), "--out", path]
      try expectRefusal(scenario + Self.endless, sentence, in: scratch())
    }
  }

  /// Nobody may write below `/proc`, whoever runs the tests.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self"), "needs /proc"))
  func aFolderThatNobodyMayWriteTo() throws {
    for command in ["run", "generate"] {
      let arguments = [command, Samples.scenario("small"), "--out", "/proc/self/out"]
      try expectRefusal(arguments + Self.endless, "the folder cannot be made (", in: scratch())
    }
  }

  /// Without the option the place is the scenario's own, and the advice is the option.
  @Test func theFolderOfTheScenariosName() throws {
    let scratch = try scratch()
    try Data().write(to: URL(filePath: scratch.file("Results")))
    let arguments = ["run", Samples.scenario("small-variants")]
    for rest in [[], ["--variant", "no_noise"]] {
      try expectRefusal(
        arguments + Self.endless + rest, "cannot write results to 'Results/small-variants",
        in: scratch)
    }
  }

  /// Files that can be none; `score` has no long work, but must not leave a part of it either.
  @Test(arguments: [
    ("taken", "it is a folder; name a file"),
    ("said.csv/out.csv", "(Not a directory); a part of the path is a file"),
    ("none/out.csv", "(No such file or directory); make the folder first"),
    ("/dev/null", "it is a device, a pipe or a socket; name a file"),
    ("./said.csv", "would replace 'said.csv', which is read; name another file"),
  ])
  func aFile(path: String, sentence: String) throws {
    let scratch = try scratch()
    try expectRefusal(
      ["score", "said.csv", "--truth", "truth", "--estimate", "said", "--out", path], sentence,
      in: scratch)
  }

  /// A run writes the resolved scenario, which would take the place of one written by hand.
  @Test func aScenarioWrittenByHandIsKept() throws {
    let scratch = try scratch()
    try FileManager.default.copyItem(
      atPath: Samples.scenario("small"), toPath: scratch.file("scenario.yaml"))
    try expectRefusal(
      ["run", "scenario.yaml", "--out", "."],
      "would replace 'scenario.yaml', which is read; name another folder", in: scratch)
    for (scenario, out) in [("scenario.yaml", "out"), ("out/scenario.yaml", "out")] {
      let outcome = try BuiltSegbench.run(
        ["run", scenario, "--customers", "100", "--out", out], in: scratch.path)
      #expect(outcome.code == 0, "\(outcome.complaints)")
    }
  }

  /// A trial removes only what it made.
  @Test func whatIsThereStays() throws {
    let scratch = try scratch()
    let arguments = ["run", Samples.scenario("small"), "--customers", "100", "--out", "taken/run"]
    for _ in 0..<2 { #expect(try BuiltSegbench.run(arguments, in: scratch.path).code == 0) }
    let names = try Samples.names(in: scratch.file("taken"))
    #expect(names == ["run", "summary.md", "truth.csv"])
    #expect(try Samples.names(in: scratch.file("taken/run")).count == 5)
  }
}
