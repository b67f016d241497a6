// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// The JSON Schema that `schema` prints, tried by a validator that knows nothing of the program.
@Suite struct SchemaTests {
  private func schema() throws -> String {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(["schema"], in: scratch.path)
    #expect(outcome.code == 0 && outcome.complaints.isEmpty)
    return outcome.output
  }

  @Test func itIsOneJSONDocument() throws {
    let value = try JSONSerialization.jsonObject(with: Data(try schema().utf8))
    let document = try #require(value as? [String: Any])
    #expect(document["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let properties = try #require(document["properties"] as? [String: Any])
    #expect(properties.keys.contains("world") && properties.keys.contains("classifiers"))
  }

  @Test(.enabled(if: Validator.python != nil, Validator.missing))
  func goodScenariosValidate() throws {
    var files = ["small", "small-grown", "small-together", "small-variants"].map(Samples.scenario)
    let shipped = try FileManager.default.subpathsOfDirectory(
      atPath: Samples.package + "/Scenarios"
    ).filter { $0.hasSuffix(".yaml") }.sorted()
    try #require(shipped.contains("retail-bank.yaml"))
    files += shipped.map { Samples.package + "/Scenarios/" + $0 }
    let problems = try Samples.names(in: Samples.fixture("Problems"))
    let good = problems.filter {
      $0.hasPrefix("good") || $0 == "base-book.yaml" || $0 == "vector-good.yaml"
    }
    files += good.map { Samples.fixture("Problems/" + $0) }
    try #require(files.count >= 14)
    let answers = try Validator.answers(schema: try schema(), files)
    for (file, answer) in zip(files, answers) { #expect(answer == "ok", "\(file)") }
  }

  @Test(.enabled(if: Validator.python != nil, Validator.missing))
  func badScenariosDoNot() throws {
    let bad = [
      ("Workbench/unknown-key", "clasifiers"), ("Problems/law-unknown", "lognorml"),
      ("Problems/law-parameters", "variance"), ("Problems/seed-missing", "'seed' is a required"),
      ("Problems/population-missing", "'population' is a required"),
      ("Problems/labels", "$.labels.stage.delay"), ("Problems/drift-shape", "$.drift.shock.shape"),
    ]
    let answers = try Validator.answers(
      schema: try schema(), bad.map { Samples.fixture($0.0 + ".yaml") })
    for ((file, reason), answer) in zip(bad, answers) {
      #expect(answer.hasPrefix("refused: ") && answer.contains(reason), "\(file): \(answer)")
    }
  }

  /// What a run writes as its scenario is a scenario too.
  @Test(.enabled(if: Validator.python != nil, Validator.missing))
  func resolvedScenariosValidate() throws {
    let scratch = try ScratchFolder()
    let run = try BuiltSegbench.run(
      ["run", Samples.scenario("small-together"), "--customers", "50", "--out", "out"],
      in: scratch.path)
    #expect(run.code == 0, "\(run.complaints)")
    let files = [scratch.file("out/scenario.yaml")]
    #expect(try Validator.answers(schema: try schema(), files) == ["ok"])
  }
}

/// A Python with PyYAML and jsonschema.
enum Validator {
  /// Why tests that need it are left out.
  static let missing: Comment = "needs a python3 with the modules jsonschema and yaml"

  /// The first such Python there is.
  static let python: String? = ["/usr/bin/env", "/usr/bin/python3"].first { program in
    let script = ["-c", "import jsonschema, yaml; jsonschema.Draft202012Validator"]
    return (try? run(program, script))?.code == 0
  }

  /// What the validator says of each file, in order.
  static func answers(schema: String, _ files: [String]) throws -> [String] {
    let scratch = try ScratchFolder()
    try Data(schema.utf8).write(to: URL(filePath: scratch.file("schema.json")))
    let script =
      Samples.package + "/Tests/SegbenchTests/Reference/validate_scenarios.py"
    let outcome = try run(python ?? "", [script, scratch.file("schema.json")] + files)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    let answers = outcome.output.split(separator: "\n").map(String.init)
    try #require(answers.count == files.count)
    return answers
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> CommandOutcome {
    let arguments = program.hasSuffix("env") ? ["python3"] + arguments : arguments
    return try RunningCommand(
      program, arguments, in: Samples.package, environment: ProcessInfo.processInfo.environment
    ).outcome()
  }
}
