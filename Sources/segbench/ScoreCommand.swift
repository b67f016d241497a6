// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Reporting
import Results
import Workbench

/// `segbench score FILE.csv`: measures predictions that were made elsewhere.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Measure predictions made elsewhere, from a CSV file.",
    discussion: """
      The true segments stand in a column of the same file (--truth), or in the truth.csv of \
      `segbench generate` (--truth-file and --scheme), joined by customer and month. Rows without a \
      truth there are counted and reported; a customer twice in one month is refused. Memory: 2 \
      bytes a row, 2 more with months, 8 more with customers, 8 more with weights; a truth file \
      takes 12 bytes a row and 50 a customer.
      """)

  @Argument(help: "The file of predictions.", completion: .file(extensions: ["csv"]))
  var file: String
  @Option(help: "The column of true segments.") var truth: String?
  @Option(help: "The column of estimated segments.") var estimate: String
  @Option(help: "What probability columns start with; a segment's name follows.")
  var probability: String?
  @Option(help: "The column of what a customer weighs, from 0.") var weight: String?
  @Option(help: "The column of months, such as 2026-03. (with --truth-file: month)")
  var month: String?
  @Option(help: "The column of customers. (with --truth-file: customer)") var customer: String?
  @Option(help: "A truth.csv of `segbench generate`.", completion: .file(extensions: ["csv"]))
  var truthFile: String?
  @Option(help: "The scheme: a column of the truth file, and a name in the results.")
  var scheme: String?
  @Option(help: "All segments from low to high, joined by commas, when their order has a meaning.")
  var order: String?
  @Flag(help: "Print all measurements as JSON.") var json = false
  @Option(help: "Write all measurements to this CSV file.") var out: String?

  private var segments: [String]? {
    order.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  func validate() throws {
    try OutputPlace.refuseEmpty(out, "a file")
    guard (truth == nil) != (truthFile == nil) else {
      throw ValidationError("Name the true segments by either --truth or --truth-file.")
    }
    guard truthFile == nil || scheme != nil else {
      throw ValidationError("--truth-file needs --scheme, the scheme that was predicted.")
    }
    if let segments {
      guard segments.allSatisfy({ !$0.isEmpty }), Set(segments).count == segments.count,
        segments.count <= 255
      else {
        throw ValidationError(
          "--order must list up to 255 different segments, but got '\(order ?? "")'.")
      }
    }
  }

  func run() throws {
    var request = ScoringRequest(file: file, truth: truth, estimate: estimate)
    request.probabilityPrefix = probability
    request.weight = weight
    request.month = month
    request.customer = customer
    request.truthFile = truthFile
    request.scheme = scheme
    request.order = segments
    if let out { try OutputPlace.tryFile(out, keeping: [file, truthFile].compactMap(\.self)) }
    do {
      let score = try PredictionScore(request)
      if let out { try write(score.measurements.csv(), to: out) }
      try show(score)
      if score.scored == 0 {
        Terminal.complain("\(file): no row could be scored\n")
        throw ExitCode(2)
      }
    } catch let error as ResultsError {
      Terminal.complain("\(error)\n")
      throw ScenarioLoading.scenarioError
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    do throws(ResultsError) {
      let file = try AtomicFile(at: path)
      try file.append(bytes)
      try file.commit()
    } catch {
      Terminal.complain("\(error)\n")
      throw ExitCode(2)
    }
  }

  private func show(_ score: PredictionScore) throws {
    if json {
      try Terminal.print(JSONReport(manifest: nil, measurements: score.measurements).text)
      return
    }
    let summary = RunSummary(
      title: "\(file): \(score.scored) rows scored", schemes: [score.scheme],
      measurements: score.measurements)
    try Terminal.print(TerminalReport(summary, style: Terminal.style).text)
    let notes = [
      (score.empty, "rows without a truth or an estimate"),
      (score.withoutTruth, "rows whose customer and month the truth file does not have"),
      (score.withoutEstimate, "rows of the truth file without an estimate"),
    ]
    for (count, what) in notes where count > 0 {
      try Terminal.print("left out: \(count) \(what)\n")
    }
    for (segment, count, nearest) in score.neverTrue {
      let advice = nearest.map { "; did you mean '\($0)'?" } ?? ""
      try Terminal.print(
        "never true: '\(segment)', which \(count) \(count == 1 ? "row says" : "rows say")\(advice)\n"
      )
    }
  }
}
