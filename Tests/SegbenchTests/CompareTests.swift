// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `compare` with files, folders of results and classifiers.
@Suite struct CompareTests {
  private static func write(
    _ name: String, in scratch: ScratchFolder, cut: String = "1", customers: String = "4_000"
  ) throws {
    let text = """
      scenario: 1
      name: groups
      seed: 1
      population: {customers: \(customers), from: 2026-01, months: 2}
      world:
        group: {levels: {low: 0.5, high: 0.5}}
        score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
      segments: {group: {is: group, ordered: yes}}
      view: {score: [{of: score}]}
      classifiers:
        cut: {finds: group, cuts: {of: score, at: [\(cut)]}}
        late: {finds: group, cuts: {of: score, at: [2.5]}}

      """
    try Data(text.utf8).write(to: URL(filePath: scratch.file(name)))
  }

  private func compare(_ arguments: String..., in scratch: ScratchFolder) throws -> CommandOutcome {
    try BuiltSegbench.run(["compare"] + arguments, in: scratch.path)
  }

  @Test func twoClassifiersOfOneFile() throws {
    let scratch = try ScratchFolder()
    try Self.write("a.yaml", in: scratch)
    let outcome = try compare("a.yaml:cut", "a.yaml:late", in: scratch)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    let rows = outcome.output.split(separator: "\n").prefix(4).map {
      $0.split(separator: " ").prefix(4).joined(separator: " ")
    }
    #expect(rows[1] == "late cut all worse")
    #expect(rows[2].hasPrefix("low better") && rows[3].hasPrefix("high worse"))
    let mirrored = try compare("a.yaml:late", "a.yaml:cut", in: scratch)
    #expect(mirrored.code == 0 && mirrored.output.contains("better"))
  }

  /// Two files, the folders that their runs wrote, and one of each give the same bytes.
  @Test func filesAndFoldersOfResults() throws {
    let scratch = try ScratchFolder()
    try Self.write("a.yaml", in: scratch)
    try Self.write("b.yaml", in: scratch, cut: "1.4")
    for name in ["a", "b"] {
      let run = try BuiltSegbench.run(
        ["run", name + ".yaml", "--out", name, "--quiet"], in: scratch.path)
      #expect(run.code == 0, "\(run.complaints)")
    }
    let files = try compare("a.yaml", "b.yaml", "--json", in: scratch)
    #expect(files.code == 0, "\(files.complaints)")
    #expect(files.output.contains(#""verdict" : "worse""#))
    #expect(files.output.contains(#""verdict" : "equivalent""#))
    for (one, other) in [("a", "b"), ("a.yaml", "b"), ("a", "b.yaml")] {
      let again = try compare(one, other, "--json", "--threads", "3", in: scratch)
      #expect(again.code == 0 && again.output == files.output, "\(one) \(other)")
    }
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(files.output.utf8)) as? [String: Any])
    let pairs = try #require(object["pairs"] as? [[String: Any]])
    #expect(pairs.map { $0["challenger"] as? String } == ["cut", "late"])
    // The shares are those that a run of the file measures.
    let parts = try #require(pairs[0]["parts"] as? [[String: Any]])
    let share = try #require(parts[0]["challenger"] as? Double)
    let table = try String(contentsOfFile: scratch.file("b/measurements.csv"), encoding: .utf8)
    #expect(table.contains("\n,group,,cut,,misclassification,overall,\(share),,8000,"), "\(share)")
  }

  /// What is printed is as the published schema says, with and without numbers, and the schema refuses
  /// what is not.
  @Test(.enabled(if: Validator.python != nil, Validator.missing))
  func theSchemaSaysWhatIsPrinted() throws {
    let scratch = try ScratchFolder()
    try Self.write("a.yaml", in: scratch)
    try Self.write("few.yaml", in: scratch, customers: "1")
    let schema = try BuiltSegbench.run(["schema", "--compare"], in: scratch.path)
    #expect(schema.code == 0 && schema.complaints.isEmpty)
    var outputs: [String] = []
    for name in ["a", "few"] {
      let sides = ["\(name).yaml:cut", "\(name).yaml:late"]
      outputs.append(
        try BuiltSegbench.run(["compare"] + sides + ["--json"], in: scratch.path).output)
    }
    outputs.append(outputs[0].replacing(#""worse""#, with: #""perhaps""#))
    outputs.append(outputs[1].replacing("reason", with: "raisin"))
    outputs.append(outputs[0].replacing(#""low" :"#, with: #""lowest" :"#))
    let files = outputs.indices.map { scratch.file("\($0).json") }
    for (output, file) in zip(outputs, files) {
      try Data(output.utf8).write(to: URL(filePath: file))
    }
    let answers = try Validator.answers(schema: schema.output, files)
    #expect(answers[..<2] == ["ok", "ok"])
    #expect(answers[2...].allSatisfy { $0.hasPrefix("refused: ") }, "\(answers)")
    let both = try BuiltSegbench.run(["schema", "--compare", "--check"], in: scratch.path)
    #expect(both.code == 64 && both.complaints.contains("Take one of --check and --compare"))
  }

  @Test func thePageIsWritten() throws {
    let scratch = try ScratchFolder()
    try Self.write("a.yaml", in: scratch)
    let outcome = try compare(
      "a.yaml:cut", "a.yaml:late", "--markdown", "page.md", "--quiet", in: scratch)
    #expect(outcome.code == 0 && outcome.output.isEmpty)
    let page = try String(contentsOfFile: scratch.file("page.md"), encoding: .utf8)
    #expect(page.hasPrefix("| Challenger | Champion | Segment | Verdict | Champion wrong, % |"))
    #expect(page.contains("| late       | cut      | all     | worse   |"))
  }

  @Test func whatCannotBeMeasuredEndsWithTwo() throws {
    let scratch = try ScratchFolder()
    try Self.write("a.yaml", in: scratch, customers: "1")
    let outcome = try compare("a.yaml:cut", "a.yaml:late", in: scratch)
    #expect(outcome.code == 2 && outcome.output.contains("not measurable"))
    #expect(outcome.output.contains("the customers are too few to tell how the number varies"))
  }

  /// Arguments that mean nothing, by what the message must say.
  @Test(arguments: [
    ("a.yaml nowhere", "There is no file or folder 'nowhere'."),
    ("a.yaml nowhere:cut", "There is no file or folder 'nowhere:cut'."),
    ("a.yaml:nobody a.yaml:cut", "There is no classifier 'nobody' in 'a.yaml'; known: cut, late."),
    ("a.yaml fewer.yaml", "the customers are not the same: 4,000, and 3,000."),
    ("a.yaml .", "cannot be read"),
    ("a.yaml:cut a.yaml:late --confidence 100%", "must be a share from 0.5 to 0.999999"),
    ("a.yaml:cut a.yaml:late --margin much", "must be a share from 0 to 0.5"),
    ("a.yaml:cut a.yaml:late --markdown a.yaml", "--markdown: would replace 'a.yaml'"),
    ("a.yaml:cut a.yaml:late --markdown no/where.md", "--markdown: cannot write results"),
    ("a.yaml", "Missing expected argument '<challenger>'"),
  ])
  func aBadArgument(line: String, sentence: String) throws {
    let scratch = try ScratchFolder()
    try Self.write("a.yaml", in: scratch)
    try Self.write("fewer.yaml", in: scratch, customers: "3_000")
    let before = try String(contentsOfFile: scratch.file("a.yaml"), encoding: .utf8)
    let outcome = try BuiltSegbench.run(
      ["compare"] + line.split(separator: " ").map(String.init), in: scratch.path)
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.complaints.contains(sentence), "\(outcome.complaints)")
    #expect(try scratch.names() == ["a.yaml", "fewer.yaml"])
    #expect(try String(contentsOfFile: scratch.file("a.yaml"), encoding: .utf8) == before)
  }
}
