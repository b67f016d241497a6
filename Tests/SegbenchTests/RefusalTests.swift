// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport
import Testing

/// Whoever gives something bad is told on standard error, with exit code 64, and finds nothing left.
@Suite struct RefusalTests {
  /// Scenarios that are none, by what the message must say.
  @Test(arguments: [
    ("Workbench/unknown-key.yaml", "did you mean 'classifiers'?"),
    ("Workbench/no-such-file.yaml", "there is no such file"),
    ("Workbench", "it is a folder"),
    ("/proc/self/mem", "it cannot be read"),
    ("ScenarioLanguage/empty.yaml", "the file is empty"),
    ("ScenarioLanguage/only-comment.yaml", "only-comment.yaml:1:1: "),
    ("ScenarioLanguage/not-yaml.yaml", "no YAML: expected"),
    ("ScenarioLanguage/not-utf8.yaml", "the file must be UTF-8"),
    ("ScenarioLanguage/extends-missing.yaml", "there is no such file"),
    ("Problems/law-normal.yaml", "world.wealth.normal.sd: sd must be positive, but got -1"),
    ("Problems/world-cycle.yaml", "cycle"),
  ])
  func aBadScenario(file: String, sentence: String) throws {
    for command in ["run", "generate", "validate"] {
      let scratch = try ScratchFolder()
      let folder = command == "validate" ? [] : ["--out", "deep/out"]
      let outcome = try BuiltSegbench.run(
        [command, Samples.fixture(file)] + folder, in: scratch.path)
      #expect(outcome.code == 64, "\(command)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.complaints.contains(sentence), "\(command): \(outcome.complaints)")
      #expect(outcome.complaints.hasSuffix(" error\n") || outcome.complaints.hasSuffix(" errors\n"))
      #expect(try scratch.names().isEmpty)
    }
  }

  /// One good file among bad ones is still told of, and the whole is refused.
  @Test func validateTellsOfEveryFile() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["validate", Samples.scenario("unknown-key"), Samples.scenario("small")], in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.complaints.contains("did you mean 'classifiers'?"))
    #expect(outcome.output.contains("small"))
  }

  /// Options that mean nothing, by what the message must name; `FILE` stands for a good scenario,
  /// `EMPTY` for nothing between quotes.
  @Test(arguments: [
    ("run", "Missing expected argument '<scenario>'"),
    ("run FILE --months 2026-03 --out out", "'--months <months>'"),
    ("run FILE --months 0 --out out", "<months>': must be a whole number from 1 to 1,200"),
    ("run FILE --months 5000 --out out", "<months>': must be a whole number from 1 to 1,200"),
    ("run FILE --months -3 --out out", "'-3' is invalid for '--months <months>'"),
    ("run FILE --customers 0 --out out", "from 1 to 4,000,000,000"),
    ("run FILE --customers -5 --out out", "'-5' is invalid for '--customers <customers>'"),
    ("run FILE --customers 9999999999999 --out out", "from 1 to 4,000,000,000"),
    ("run FILE --customers 99999999999999999999 --out out", "from 1 to 4,000,000,000"),
    ("run FILE --customers 1.5 --out out", "'--customers <customers>'"),
    ("run FILE --seed=-1 --out out", "'--seed <seed>'"),
    ("run FILE --seed -1 --out out", "from 0 to 9,000,000,000,000,000"),
    ("run FILE --threads 0 --out out", "<threads>': must be a whole number from 1 to 1,024"),
    ("run FILE --threads -2 --out out", "'-2' is invalid for '--threads <threads>'"),
    ("run FILE --threads many --out out", "'--threads <threads>'"),
    ("run FILE --replicates 0 --out out", "<replicates>': must be a whole number from 1 to 10,000"),
    ("run FILE --replicates -1 --out out", "'-1' is invalid for '--replicates <replicates>'"),
    ("run FILE --variant none --out out", "unknown variant 'none'"),
    ("run FILE --colour --out out", "Unknown option '--colour'"),
    ("run FILE FILE --out out", "Unexpected argument"),
    ("generate FILE", "Missing expected argument '--out <out>'"),
    (
      "generate FILE --out out --replicate 10000",
      "<replicate>': must be a whole number from 0 to 9,999"
    ),
    (
      "generate FILE --out out --replicate -1",
      "<replicate>': must be a whole number from 0 to 9,999"
    ),
    ("generate FILE --out out --months 0", "must be a whole number from 1 to 1,200"),
    ("validate", "Missing expected argument '<scenarios> ...'"),
    ("list nothing", "There is no kind 'nothing'; known: laws, steps"),
    ("score FILE --estimate a", "--truth or --truth-file"),
    ("score FILE --estimate a --truth-file b", "--truth-file needs --scheme"),
    ("score FILE --estimate a --truth b --order x,x", "--order must list"),
    ("dance", "Unexpected argument 'dance'"),
    ("run FILE --out EMPTY", "--out must name a folder, but is empty"),
    ("run FILE --quiet --out EMPTY", "--out must name a folder, but is empty"),
    ("generate FILE --out EMPTY", "--out must name a folder, but is empty"),
    ("score FILE --truth a --estimate b --out EMPTY", "--out must name a file, but is empty"),
  ])
  func badUsage(line: String, sentence: String) throws {
    let scratch = try ScratchFolder()
    let words = line.split(separator: " ").map(String.init)
    let values = ["FILE": Samples.scenario("small"), "EMPTY": ""]
    let arguments = words.map { values[$0] ?? $0 }
    let outcome = try BuiltSegbench.run(arguments, in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains(sentence), "\(outcome.complaints)")
    if words[0] != "dance", outcome.complaints.contains("Usage: ") {
      #expect(outcome.complaints.contains("Usage: segbench \(words[0]) "), "\(outcome.complaints)")
    }
    #expect(try scratch.names().isEmpty)
  }
}
