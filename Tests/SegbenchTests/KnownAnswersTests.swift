// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `known-answers` tells by its exit code whether floors are what they are known to be.
@Suite struct KnownAnswersTests {
  private static let folder = Samples.package + "/Scenarios/known-answers/"

  private func compare(_ arguments: [String], in scratch: ScratchFolder) throws -> CommandOutcome {
    try BuiltSegbench.run(["known-answers"] + arguments, in: scratch.path)
  }

  @Test func whatAgreesIsZero() throws {
    let scratch = try ScratchFolder()
    let outcome = try compare(
      [Self.folder + "twonorm.yaml", Self.folder + "led.yaml", "--customers", "2000"], in: scratch)
    #expect(outcome.code == 0 && outcome.complaints.isEmpty, "\(outcome.complaints)")
    let lines = outcome.output.split(separator: "\n").filter { $0.contains("agrees") }
    #expect(lines.map { $0.prefix { $0 != " " } } == ["twonorm", "led"])
    #expect(try scratch.names().isEmpty)
  }

  /// A wrong answer and one that cannot be worked out; the first counts for more.
  @Test func whatDiffersIsOneAndWhatIsUnknownIsTwo() throws {
    let scratch = try ScratchFolder()
    let text = try String(contentsOfFile: Self.folder + "twonorm.yaml", encoding: .utf8)
    let wrong = text.replacing(/error: 0\.02275\d*/, with: "error: 0.2")
    try #require(wrong != text)
    try Data(wrong.utf8).write(to: URL(filePath: scratch.file("wrong.yaml")))
    let greatest = """
      scenario: 1
      name: greatest
      seed: 1
      population: {customers: 500, from: 2026-01, months: 1}
      world: {x: {normal: {mean: 0, sd: 1}, each: month}}
      segments: {class: {cut: x, max of: 3 months, levels: {low: below 1, high: above}}}
      view: {x: [{of: x}]}
      classifiers: {cut: {finds: class, cuts: {of: x, levels: {low: below 1, high: above}}}}
      floor: {known: {class: {error: 0.1}}}
      """
    let unknown = "greatest.yaml"
    try Data(greatest.utf8).write(to: URL(filePath: scratch.file(unknown)))
    let both = try compare(["wrong.yaml", unknown, "--customers", "500"], in: scratch)
    #expect(both.code == 1)
    #expect(both.output.contains("differs") && both.output.contains("not available"))
    let one = try compare([unknown, "--customers", "500"], in: scratch)
    #expect(one.code == 2)
    #expect(one.output.contains("greatest: the segment cuts the max of 3 months"))
  }

  /// Half of all customers show their kind, so that doubts differ by 0.25: over 0.0005 on 200,000 customers.
  ///
  /// Three standard errors are passed by chance once in 370 times, at a fixed seed.
  @Test func whatIsNotSureIsTwoUnlessFewerWereAskedFor() throws {
    let scratch = try ScratchFolder()
    let text = """
      scenario: 1
      name: half
      seed: 1
      population: {customers: 500, from: 2026-01, months: 1}
      world:
        kind: {levels: {a: 0.5, b: rest}}
        sign: {levels: {by kind: {a: {left: 0.5, none: rest}, b: {right: 0.5, none: rest}}}}
      segments: {kind: {is: kind}}
      view: {sign: [{of: sign}]}
      classifiers: {bayes: {finds: kind, naive bayes: {}, train: {customers: 200}}}
      floor: {known: {kind: {error: 0.25}}}
      """
    let file = "half.yaml"
    try Data(text.utf8).write(to: URL(filePath: scratch.file(file)))
    let usual = try compare([file], in: scratch)
    #expect(usual.code == 2 && usual.output.contains(" not sure "))
    #expect(usual.output.contains("on 200,000 customers; more make it smaller"), "\(usual.output)")
    let fewer = try compare([file, "--customers", "2000"], in: scratch)
    #expect(fewer.code == 0 && fewer.output.contains(" agrees "))
    #expect(fewer.output.contains("on 2,000 customers; 200,000 are usual"), "\(fewer.output)")
    let more = try compare([file, "--customers", "400000"], in: scratch)
    #expect(more.code == 0 && !more.output.contains("the standard error is"), "\(more.output)")
  }

  @Test(arguments: [
    ("nowhere", "There is no file or folder 'nowhere'"),
    ("empty", "The folder 'empty' holds no scenario files"),
    ("small", "No scenario says under 'floor: known:'"),
    ("few", "must be a whole number from 100 to 10,000,000"),
  ])
  func whatCannotBeComparedIsSixtyFour(name: String, message: String) throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: scratch.file("empty"), withIntermediateDirectories: false)
    let arguments = [
      "nowhere": ["nowhere"], "empty": ["empty"], "small": [Samples.scenario("small")],
      "few": [Self.folder + "led.yaml", "--customers", "-5"],
    ]
    let outcome = try compare(try #require(arguments[name]), in: scratch)
    #expect(outcome.code == 64)
    #expect(outcome.complaints.contains(message), "\(outcome.complaints)")
  }
}
