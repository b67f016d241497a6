// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// What `check` writes for other programs, read by readers that know nothing of it.
@Suite struct GateReportTests {
  /// The first Python there is with a JUnit reader and a JSON Schema validator, beside cmark-gfm.
  private static let python: String? = ["/usr/bin/env", "/usr/bin/python3"].first { program in
    let script = """
      import jsonschema, junitparser, shutil
      assert shutil.which("cmark-gfm")
      """
    return (try? run(program, ["-c", script]))?.code == 0
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> CommandOutcome {
    try RunningCommand(
      program, (program.hasSuffix("env") ? ["python3"] : []) + arguments, in: Samples.package,
      environment: ProcessInfo.processInfo.environment
    ).outcome()
  }

  /// Its gates come to every verdict; its file's name has what XML, Markdown and workflow commands would
  /// take for their own.
  private static let scenario = """
    scenario: 1
    name: groups
    seed: 1
    population: {customers: 2_000, from: 2026-01, months: 1}
    world:
      group: {levels: {low: 0.5, high: 0.5}}
      score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
    segments: {group: {is: group, ordered: yes}}
    view: {score: [{of: score}]}
    classifiers: {cut: {finds: group, cuts: {of: score, at: [1]}}}
    gates:
      undecided: pass
      must hold:
        - {metric: misclassification, of: cut, at most: 50 %}
        - {metric: misclassification, of: cut, at most: 5 %}
        - {metric: misclassification, of: cut, at most: 15.9 %}
        - {metric: recall, of: cut, segment: high, worse by at most: 1 %}
        - {metric: misclassification, of: cut, group: group, at most: 25 %}

    """

  @Test(
    .enabled(
      if: GateReportTests.python != nil,
      "needs python3 with the modules jsonschema and junitparser, and cmark-gfm"))
  func readersOfOthersReadThem() throws {
    let scratch = try ScratchFolder()
    try Data(Self.scenario.utf8).write(to: URL(filePath: scratch.file("a&b,c.yaml")))
    let outcome = try BuiltSegbench.run(
      [
        "check", "a&b,c.yaml", "--junit", "report.xml", "--markdown", "report.md", "--json",
        "--power", "90%",
      ], in: scratch.path)
    #expect(outcome.code == 1, "\(outcome.complaints)")
    try Data(outcome.output.utf8).write(to: URL(filePath: scratch.file("report.json")))
    let schema = try BuiltSegbench.run(["schema", "--check"], in: scratch.path)
    try Data(schema.output.utf8).write(to: URL(filePath: scratch.file("schema.json")))
    let script = Samples.package + "/Tests/SegbenchTests/Reference/read_reports.py"
    let files = ["report.xml", "report.md", "report.json", "schema.json"].map(scratch.file)
    let found = try Self.run(Self.python ?? "", [script] + files)
    #expect(found.code == 0, "\(found.complaints)")
    #expect(
      found.output == """
        junit 6 1 1 1
        markdown 6 pass fail undecided not measurable pass pass
        json pass fail undecided not measurable pass pass

        """)
  }

  /// One command a line, with what GitHub would take for its own written otherwise.
  @Test func annotationsStandAtTheGates() throws {
    let scratch = try ScratchFolder()
    try Data(Self.scenario.utf8).write(to: URL(filePath: scratch.file("a&b,c.yaml")))
    let outcome = try BuiltSegbench.run(
      ["check", "a&b,c.yaml", "--quiet", "--github"], in: scratch.path)
    let lines = outcome.output.split(separator: "\n")
    let starts = [
      "::error file=a&b%2Cc.yaml,line=15,col=7,title=fail%3A misclassification of cut at most 5 %25::",
      "::warning file=a&b%2Cc.yaml,line=16,col=7,title=undecided%3A misclassification of cut",
      "::error file=a&b%2Cc.yaml,line=17,col=7,title=not measurable%3A recall of cut in high",
    ]
    #expect(lines.count == starts.count)
    for (line, start) in zip(lines, starts) { #expect(line.hasPrefix(start), "\(line)") }
  }
}
