// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `score` on predictions whose errors are counted beforehand.
@Suite struct ScoreTests {
  /// Predictions from a generated truth: every so many rows the segment is the other one.
  private func predictions(
    of truth: String, wrongEvery interval: Int
  ) throws -> (text: String, rows: Int, wrong: Int) {
    let rows = try Samples.rows(truth)
    let segment = try #require(rows[0].firstIndex(of: "segments.tier"))
    var (lines, wrong) = ([String](), 0)
    for (index, row) in rows.dropFirst().enumerated() {
      let isWrong = index.isMultiple(of: interval)
      wrong += isWrong ? 1 : 0
      let other = row[segment] == "low" ? "high" : "low"
      lines.append("\(row[0]),\(row[1]),\(isWrong ? other : String(row[segment]))")
    }
    // Last row first: the rows are joined by name, not by their place.
    let text = (["customer,month,said"] + lines.reversed()).joined(separator: "\n") + "\n"
    return (text, lines.count, wrong)
  }

  /// The error over all months, in JSON.
  private func error(_ outcome: CommandOutcome) throws -> (value: Double, n: Int) {
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let rows = try #require((value as? [String: Any])?["measurements"] as? [[String: Any]])
    let row = try #require(
      rows.first {
        $0["metric"] as? String == "misclassification" && $0["month"] == nil
          && $0["segment"] == nil
      })
    return (try #require(row["value"] as? Double), try #require(row["n"] as? Int))
  }

  private func generated(_ scratch: ScratchFolder) throws -> String {
    let outcome = try BuiltSegbench.run(
      ["generate", Samples.scenario("small"), "--out", "truth", "--quiet"], in: scratch.path)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    return scratch.file("truth/truth.csv")
  }

  @Test func theErrorIsWhatWasPutIn() throws {
    let scratch = try ScratchFolder()
    let truth = try generated(scratch)
    let join = ["--truth-file", truth, "--scheme", "tier", "--estimate", "said", "--json"]
    for interval in [7, 1, 1_000_000] {
      let made = try predictions(of: truth, wrongEvery: interval)
      try Data(made.text.utf8).write(to: URL(filePath: scratch.file("said.csv")))
      let outcome = try BuiltSegbench.run(["score", "said.csv"] + join, in: scratch.path)
      #expect(outcome.code == 0 && outcome.complaints.isEmpty, "\(outcome.complaints)")
      let error = try error(outcome)
      #expect(error.n == made.rows)
      #expect(error.value == Double(made.wrong) / Double(made.rows))
    }
  }

  @Test func aTruthInTheSameFileGivesTheSame() throws {
    let scratch = try ScratchFolder()
    let lines = (0..<500).map { $0.isMultiple(of: 4) ? "a,b" : "b,b" }
    try write("truth,said\n" + lines.joined(separator: "\n") + "\n", scratch)
    let outcome = try BuiltSegbench.run(
      ["score", "said.csv", "--truth", "truth", "--estimate", "said", "--json"], in: scratch.path)
    #expect(outcome.code == 0)
    #expect(try error(outcome).value == 0.25)
  }

  /// A misspelt segment counts as wrong, and is told with the name that may be meant.
  @Test func estimatesThatAreNeverTrueAreTold() throws {
    let scratch = try ScratchFolder()
    try write("truth,said\nbasic,basic\ngold,gold\ngold,golld\nbasic,golld\n", scratch)
    let outcome = try BuiltSegbench.run(
      ["score", "said.csv", "--truth", "truth", "--estimate", "said"], in: scratch.path)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    #expect(
      outcome.output.hasSuffix("never true: 'golld', which 2 rows say; did you mean 'gold'?\n"))
  }

  @Test func rowsWithoutATruthAreCountedAndTold() throws {
    let scratch = try ScratchFolder()
    let truth = try generated(scratch)
    let row = try Samples.rows(truth)[1]
    try write("customer,month,said\n\(row[0]),\(row[1]),low\nnobody,\(row[1]),low\n", scratch)
    let outcome = try BuiltSegbench.run(
      ["score", "said.csv", "--truth-file", truth, "--scheme", "tier", "--estimate", "said"],
      in: scratch.path)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("left out: 1 rows whose customer and month the truth file"))
  }

  @Test func measurementsGoToAFile() throws {
    let scratch = try ScratchFolder()
    try write("truth,said\na,b\nb,b\n", scratch)
    let arguments = ["score", "said.csv", "--truth", "truth", "--estimate", "said"]
    let outcome = try BuiltSegbench.run(arguments + ["--out", "out.csv"], in: scratch.path)
    #expect(outcome.code == 0)
    #expect(try scratch.names() == ["out.csv", "said.csv"])
    let text = try String(contentsOfFile: scratch.file("out.csv"), encoding: .utf8)
    #expect(text.contains("misclassification"))
  }

  /// Files of predictions that are none, by where and what is wrong.
  @Test(arguments: [
    ("", "said.csv:1: "), ("truth,said\n", "said.csv: there are no rows"),
    ("truth,guess\na,b\n", "said.csv:1: "), ("truth,said\na,b\na\n", "said.csv:3: "),
    ("truth,said\na,b\n\"a,b\n", "said.csv:3: "), ("said,said,truth\na,b,a\n", "said.csv:1: "),
    ("truth,said\na,b\n\u{1},\n,b,c\n", "said.csv:4: "),
  ])
  func aBadFileIsSixtyFour(text: String, place: String) throws {
    let scratch = try ScratchFolder()
    try write(text, scratch)
    let outcome = try BuiltSegbench.run(
      ["score", "said.csv", "--truth", "truth", "--estimate", "said", "--out", "out.csv"],
      in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix(place), "\(outcome.complaints)")
    #expect(try scratch.names() == ["said.csv"])
  }

  @Test(arguments: ["2026-13", "March", "2026", ""])
  func aMonthThatIsNoneIsSixtyFour(month: String) throws {
    let scratch = try ScratchFolder()
    try write("month,truth,said\n2026-12,a,a\n\(month),a,b\n", scratch)
    let outcome = try BuiltSegbench.run(
      ["score", "said.csv", "--truth", "truth", "--estimate", "said", "--month", "month"],
      in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.complaints.hasPrefix("said.csv:3: "), "\(outcome.complaints)")
  }

  @Test(arguments: ["nowhere.csv", "folder"])
  func aTruthThatCannotBeReadIsSixtyFour(name: String) throws {
    let scratch = try ScratchFolder()
    let folder = URL(filePath: scratch.file("folder"))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try write("customer,month,said\nfirst/0000000,2026-01,low\n", scratch)
    let outcome = try BuiltSegbench.run(
      ["score", "said.csv", "--truth-file", name, "--scheme", "tier", "--estimate", "said"],
      in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.complaints.hasPrefix(name + ": cannot be "), "\(outcome.complaints)")
    #expect(outcome.complaints.contains("; name a file"), "\(outcome.complaints)")
  }

  @Test func aCustomerTwiceInAMonthIsSixtyFour() throws {
    let scratch = try ScratchFolder()
    let truth = try generated(scratch)
    let row = try Samples.rows(truth)[1]
    let line = "\(row[0]),\(row[1]),low\n"
    try write("customer,month,said\n" + line + line, scratch)
    let outcome = try BuiltSegbench.run(
      ["score", "said.csv", "--truth-file", truth, "--scheme", "tier", "--estimate", "said"],
      in: scratch.path)
    #expect(outcome.code == 64)
    #expect(outcome.complaints.hasPrefix("said.csv:3: a customer stands twice"))
  }

  private func write(_ text: String, _ scratch: ScratchFolder) throws {
    try Data(text.utf8).write(to: URL(filePath: scratch.file("said.csv")))
  }
}
