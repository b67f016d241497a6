// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation

extension Baseline {
  private static let advice =
    "bring it back from version control, or accept the baseline anew: segbench baseline FILE --accept"

  /// The files' names and bytes, the manifest last.
  public var files: [(name: String, bytes: [UInt8])] {
    let files: [(name: String, bytes: [UInt8])] = [
      (Self.fileNames[0], Array(scenario.utf8)), (Self.fileNames[1], learnedFile),
      (Self.fileNames[2], countsFile), (Self.fileNames[3], measurements.csv()),
    ]
    let hashes = files.map { (name: $0.name, hash: ContentHash.hexadecimal(of: $0.bytes)) }
    return files + [(Self.fileNames[4], Array(manifest.document(files: hashes).utf8))]
  }

  /// Writes the files; they get their names when all are complete on the disk, the manifest last.
  ///
  /// - Parameter path: the baseline's folder; it is made when missing.
  /// - Throws: `ResultsError` when a file cannot be written; the files that were there stay then.
  public func write(to path: String) throws(ResultsError) {
    let contents = files
    let folder = try FolderFiles(contents.map(\.name), in: path)
    for (index, file) in contents.enumerated() { try folder.append(file.bytes, to: index) }
    try folder.commit()
  }

  /// Reads a baseline.
  ///
  /// - Parameter path: the baseline's folder.
  /// - Returns: the baseline; nothing when there is none.
  /// - Throws: `ResultsError` when a file is missing, does not hold what it should, or is not the one
  ///   that the manifest was written with.
  public static func read(from path: String) throws(ResultsError) -> Baseline? {
    let manifestPath = path + "/" + fileNames[4]
    guard FileManager.default.fileExists(atPath: manifestPath) else {
      guard fileNames.contains(where: { FileManager.default.fileExists(atPath: path + "/" + $0) })
      else { return nil }
      throw ResultsError(
        file: manifestPath, problem: "a baseline without its manifest is not complete",
        advice: advice)
    }
    let document = try Manifest.Document(
      json: try RunArchive.bytes(of: manifestPath, advice: advice), file: manifestPath,
      advice: advice)
    func content(_ name: String) throws(ResultsError) -> [UInt8] {
      let bytes = try RunArchive.bytes(of: path + "/" + name, advice: advice)
      guard document.files[name] == ContentHash.hexadecimal(of: bytes) else {
        throw ResultsError(
          file: path + "/" + name,
          problem: "this is not the file its manifest.json was written with", advice: advice)
      }
      return bytes
    }
    return Baseline(
      scenario: String(decoding: try content(fileNames[0]), as: UTF8.self),
      manifest: document.run,
      learned: try learned(try content(fileNames[1]), file: path + "/" + fileNames[1]),
      counts: try counts(try content(fileNames[2]), file: path + "/" + fileNames[2]),
      measurements: try MeasurementTable(
        csv: try content(fileNames[3]), file: path + "/" + fileNames[3]))
  }

  private static let learnedHeadings = ["classifier", "parameter", "position", "value"]
  private static let countHeadings = ["classifier", "month", "truth", "estimate", "customers"]

  private static func buffer(_ headings: [String]) -> CSVBuffer {
    var buffer = CSVBuffer()
    for heading in headings { buffer.append(heading) }
    buffer.endRow()
    return buffer
  }

  private var learnedFile: [UInt8] {
    var buffer = Self.buffer(Self.learnedHeadings)
    for row in learned {
      buffer.append(row.classifier)
      buffer.append(row.parameter)
      buffer.append(row.position)
      buffer.append(row.value)
      buffer.endRow()
    }
    return buffer.bytes
  }

  private var countsFile: [UInt8] {
    var buffer = Self.buffer(Self.countHeadings)
    for row in counts {
      for name in [row.classifier, row.month.description, row.truth, row.estimate] {
        buffer.append(name)
      }
      buffer.append(row.customers)
      buffer.endRow()
    }
    return buffer.bytes
  }

  private static func learned(_ bytes: [UInt8], file: String) throws(ResultsError) -> [Learned] {
    var rows: [Learned] = []
    for record in try CSVRecords(bytes, file: file, headings: learnedHeadings) {
      guard let position = try record.count("position"), let value = try record.number("value")
      else { throw record.error("what was learned has a position and a value") }
      rows.append(
        Learned(
          classifier: try record.name("classifier"), parameter: try record.name("parameter"),
          position: position, value: value))
    }
    return rows
  }

  private static func counts(_ bytes: [UInt8], file: String) throws(ResultsError) -> [Count] {
    var rows: [Count] = []
    for record in try CSVRecords(bytes, file: file, headings: countHeadings) {
      guard let month = try record.month("month"), let customers = try record.count("customers")
      else { throw record.error("a count has a month and a number of customers") }
      rows.append(
        Count(
          classifier: try record.name("classifier"), month: month, truth: try record.name("truth"),
          estimate: try record.name("estimate"), customers: customers))
    }
    return rows
  }
}
