// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension RunArchive {
  /// Reads the archive that a run wrote.
  ///
  /// - Parameter path: the run's folder.
  /// - Throws: `ResultsError` when a file is missing, does not hold what it should, or is not the one
  ///   that the manifest was written with. The summary may have been edited: nothing is read from it.
  public init(readingFrom path: String) throws(ResultsError) {
    let manifestPath = path + "/" + FileName.manifest
    let document = try Manifest.Document(
      json: try Self.bytes(of: manifestPath), file: manifestPath)
    func content(_ name: String) throws(ResultsError) -> [UInt8] {
      let bytes = try Self.bytes(of: path + "/" + name)
      guard document.files[name] == ContentHash.hexadecimal(of: bytes) else {
        throw ResultsError(
          file: path + "/" + name,
          problem: "this is not the file its manifest.json was written with",
          advice: "the file was edited or a run was cut short; run the scenario again")
      }
      return bytes
    }
    self.init(
      scenario: String(decoding: try content(FileName.scenario), as: UTF8.self),
      manifest: document.run,
      measurements: try MeasurementTable(
        csv: try content(FileName.measurements), file: path + "/" + FileName.measurements),
      drift: try DriftTruth.rows(
        csv: try content(FileName.drift), file: path + "/" + FileName.drift),
      summary: String(
        decoding: try Self.bytes(of: path + "/" + FileName.summary), as: UTF8.self))
  }

  /// The bytes of a file of an archive.
  static func bytes(
    of file: String, advice: String = "name a folder that 'segbench run' wrote"
  ) throws(ResultsError) -> [UInt8] {
    guard let stream = fopen(file, "rb") else {
      throw ResultsError(
        file: file, problem: "cannot be read (" + String(cString: strerror(errno)) + ")",
        advice: advice)
    }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, stream)
      if count > 0 { bytes.append(contentsOf: block[..<count]) }
      if count < block.count { break }
    }
    guard ferror(stream) == 0 else {
      throw ResultsError(
        file: file, problem: "cannot be read (" + String(cString: strerror(errno)) + ")",
        advice: advice)
    }
    return bytes
  }
}
