// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What `segbench tune` leaves in its folder, each file complete or not there.
public struct TuningArchive: Sendable {
  /// The names of its files.
  public static let fileNames = [candidatesName, reportName, studyName]
  /// Every candidate.
  public static let candidatesName = "candidates.csv"
  /// The report.
  public static let reportName = "tune.md"
  /// What the study was made from and what came of it, for programs.
  public static let studyName = "study.json"

  private let folder: String

  /// Names the folder.
  ///
  /// - Parameter folder: where the files go; it is made when there is none.
  public init(_ folder: String) { self.folder = folder }

  /// Writes candidates found so far, with what they belong to, so that a search can go on from them.
  ///
  /// - Parameters:
  ///   - candidates: the file of candidates.
  ///   - summary: what the study is made from.
  /// - Throws: `ResultsError` when they cannot be written.
  public func keep(_ candidates: [UInt8], of summary: TuningSummary) throws(ResultsError) {
    try write([
      (Self.candidatesName, candidates),
      (Self.studyName, Array(TuningStudyText.study(summary, isComplete: false).utf8)),
    ])
  }

  /// Writes a finished study.
  ///
  /// - Parameters:
  ///   - candidates: the file of candidates.
  ///   - summary: what was found.
  ///   - report: the report.
  /// - Throws: `ResultsError` when they cannot be written.
  public func write(
    _ candidates: [UInt8], _ summary: TuningSummary, report: String
  ) throws(ResultsError) {
    try write([
      (Self.candidatesName, candidates), (Self.reportName, Array(report.utf8)),
      (Self.studyName, Array(TuningStudyText.study(summary, isComplete: true).utf8)),
    ])
  }

  /// The candidates that an earlier search of the same scenario has left.
  ///
  /// - Parameter hash: the hash of the resolved scenario's text.
  /// - Returns: the file of candidates.
  /// - Throws: `ResultsError` when there is none, or it belongs to another scenario.
  public func candidates(ofScenario hash: String) throws(ResultsError) -> [UInt8] {
    let (study, candidates) = (folder + "/" + Self.studyName, folder + "/" + Self.candidatesName)
    guard let bytes = FileManager.default.contents(atPath: study),
      let file = FileManager.default.contents(atPath: candidates)
    else {
      throw ResultsError(
        file: candidates, problem: "there is no study to go on with",
        advice: "leave --resume out to begin one")
    }
    guard let known = try? JSONDecoder().decode(Known.self, from: bytes),
      known.scenarioHash == hash
    else {
      throw ResultsError(
        file: study,
        problem: "it is a study of another scenario, or of this one before it was changed",
        advice: "leave --resume out to begin anew")
    }
    return Array(file)
  }

  private struct Known: Decodable {
    let scenarioHash: String

    private enum CodingKeys: String, CodingKey {
      case scenarioHash = "scenario-hash"
    }
  }

  private func write(_ files: [(String, [UInt8])]) throws(ResultsError) {
    let made = try FolderFiles(files.map(\.0), in: folder)
    for (index, file) in files.enumerated() { try made.append(file.1, to: index) }
    try made.commit()
  }
}
