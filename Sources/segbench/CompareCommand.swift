// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Reporting
import Results
import ScenarioLanguage
import Workbench

/// `segbench compare A B`: sets a challenger beside the champion.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Set a challenger beside the champion, on the same customers: better, worse or "
      + "equivalent, overall and by segment.",
    discussion: """
      A and B are scenario files, folders of results (whose scenario is run again), or one classifier \
      of either, FILE:NAME. Both are run on the same customers. Exits with 0 whatever the verdict, \
      with 2 where nothing could be measured.
      """)

  @Argument(help: "The champion: what is used now.") var champion: String
  @Argument(help: "The challenger: what might replace it.") var challenger: String
  @Option(
    help: "Up to which difference both count as equally good, such as 0.5%. (default: 0.5%)",
    transform: Share.within(0...0.5))
  var margin = 0.005
  @Option(
    help: "How sure each verdict is, to one side. (default: 95%)",
    transform: Share.within(0.5...0.999_999))
  var confidence = 0.95
  @Option(
    parsing: .unconditional, help: "Repeat everything with other customers and training samples.",
    transform: WholeNumber.within(1...10_000))
  var replicates = 1
  @Option(help: "Write the comparison as Markdown to this file.") var markdown: String?
  @Flag(help: "Print the comparison as JSON on standard output.") var json = false
  @OptionGroup var workers: WorkerOptions
  @Flag(help: "Print nothing but errors.") var quiet = false

  func run() async throws {
    let (first, second) = (try contender(champion), try contender(challenger))
    if let markdown {
      try OutputPlace.tryFile(markdown, keeping: try sources(), option: "--markdown")
    }
    let comparison: ChallengerComparison
    do throws(ChallengerComparison.Misfit) {
      comparison = try ChallengerComparison(first, second, margin: margin, confidence: confidence)
    } catch {
      throw ValidationError("'\(champion)' and '\(challenger)' cannot be compared: \(error).")
    }
    let progress = RunProgress()
    let interruption = Interruption(stopping: progress)
    let display = ProgressDisplay(progress, isShown: !quiet && Terminal.isError)
    let compared: [ComparedClassifier]
    do {
      compared = try await comparison.run(
        RunOptions(threads: workers.count, replicates: replicates), progress: progress)
    } catch {
      display.finish()
      Terminal.complain("interrupted: nothing was compared\n")
      throw ExitCode(130)
    }
    withExtendedLifetime(interruption) { display.finish() }
    let report = ComparisonReport(
      compared, notes: comparison.notes, margin: margin, confidence: confidence)
    if let markdown { try OutputPlace.write(report.markdown, to: markdown) }
    if json {
      try Terminal.print(try report.json())
    } else if !quiet {
      try Terminal.print(report.text(Terminal.style))
    }
    if compared.allSatisfy({ $0.parts[0].verdict == .notMeasurable }) { throw ExitCode(2) }
  }

  /// The file or folder that an argument names, and the classifier behind its colon, if any.
  private static func parts(_ place: String) throws -> (path: String, classifier: String?) {
    if FileManager.default.fileExists(atPath: place) { return (place, nil) }
    if let colon = place.lastIndex(of: ":") {
      let path = String(place[..<colon])
      if FileManager.default.fileExists(atPath: path) {
        return (path, String(place[place.index(after: colon)...]))
      }
    }
    throw ValidationError("There is no file or folder '\(place)'.")
  }

  /// Loads what an argument names.
  private func contender(_ place: String) throws -> ChallengerComparison.Contender {
    let (path, name) = try Self.parts(place)
    let found = try scenario(path)
    let known = found.resolved["classifiers"]?.entries?.map(\.key) ?? []
    if let name, !known.contains(name) {
      throw ValidationError(
        "There is no classifier '\(name)' in '\(path)'; known: \(known.joined(separator: ", ")).")
    }
    return ChallengerComparison.Contender(found, classifier: name)
  }

  /// The files that are read.
  private func sources() throws -> [String] {
    try [champion, challenger].flatMap { place in
      let path = try Self.parts(place).path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return [path] + names.map { path + "/" + $0 }
    }
  }

  private func scenario(_ place: String) throws -> Scenario {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
    guard isFolder.boolValue else {
      return try ScenarioLoading.load(place, warnings: !quiet).scenario
    }
    do throws(ResultsError) {
      // Reading the whole archive tells whether it is one, and whether it was edited.
      _ = try RunArchive(readingFrom: place)
    } catch {
      Terminal.complain("\(error)\n")
      throw ScenarioLoading.scenarioError
    }
    return try ScenarioLoading.load(place + "/scenario.yaml", warnings: false).scenario
  }
}
