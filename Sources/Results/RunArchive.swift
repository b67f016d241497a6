// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// All that a run leaves: what it was made from, what was measured, what truly drifted, and a summary.
public struct RunArchive: Sendable, Equatable {
  /// The resolved scenario, YAML.
  public var scenario: String
  /// What the run was made from.
  public var manifest: Manifest
  /// What was measured; written in the order of `Measurement`.
  public var measurements: MeasurementTable
  /// What the scenario changed, in the scenario's order.
  public var drift: [DriftTruth]
  /// What a person reads first, Markdown.
  public var summary: String

  /// Makes an archive.
  ///
  /// - Parameters:
  ///   - scenario: the resolved scenario, YAML.
  ///   - manifest: what the run was made from.
  ///   - measurements: what was measured.
  ///   - drift: what the scenario changed.
  ///   - summary: what a person reads first, Markdown.
  public init(
    scenario: String, manifest: Manifest, measurements: MeasurementTable, drift: [DriftTruth],
    summary: String
  ) {
    self.scenario = scenario
    self.manifest = manifest
    self.measurements = measurements
    self.drift = drift
    self.summary = summary
  }

  /// Writes `scenario.yaml`, `measurements.csv`, `drift.csv`, `summary.md` and `manifest.json`.
  ///
  /// All files are complete on the disk before the first gets its name; the manifest is named last
  /// and holds the hash of each, so even a power cut between the names cannot pass for a run.
  ///
  /// - Parameter path: the run's folder; it is made when missing, and other files in it stay.
  /// - Throws: `ResultsError` when a file cannot be written; the files that were there stay then.
  public func write(to path: String) throws(ResultsError) {
    let folder = try Folder(making: path)
    do throws(ResultsError) {
      let files = try complete(contents(), in: folder)
      try folder.exclusively { () throws(ResultsError) in
        for file in files { try file.rename() }
      }
    } catch {
      folder.removeIfNew()
      throw error
    }
  }

  /// Brings contents to the disk under hidden names; all are removed when one fails.
  private func complete(
    _ contents: [(name: String, bytes: [UInt8])], in folder: Folder
  ) throws(ResultsError) -> [AtomicFile] {
    var files: [AtomicFile] = []
    for content in contents {
      let file = try AtomicFile(at: folder.file(content.name))
      try file.append(content.bytes)
      try file.complete()
      files.append(file)
    }
    return files
  }

  /// The files' names and bytes, the manifest last.
  private func contents() -> [(name: String, bytes: [UInt8])] {
    var sorted = measurements
    sorted.sort()
    let files: [(name: String, bytes: [UInt8])] = [
      (FileName.scenario, Array(scenario.utf8)), (FileName.measurements, sorted.csv()),
      (FileName.drift, DriftTruth.csv(of: drift)), (FileName.summary, Array(summary.utf8)),
    ]
    let hashes = files.map { (name: $0.name, hash: ContentHash.hexadecimal(of: $0.bytes)) }
    return files + [(FileName.manifest, Array(manifest.document(files: hashes).utf8))]
  }

  /// The names of all files that `write(to:)` leaves.
  public static let fileNames = [
    FileName.scenario, FileName.measurements, FileName.drift, FileName.summary, FileName.manifest,
  ]

  /// The names of an archive's files.
  enum FileName {
    static let scenario = "scenario.yaml"
    static let manifest = "manifest.json"
    static let measurements = "measurements.csv"
    static let drift = "drift.csv"
    static let summary = "summary.md"
  }
}
